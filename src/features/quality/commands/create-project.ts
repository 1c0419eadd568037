import 'server-only'
import { DomainError } from '@/domain/errors'
import { EMPTY_SHEET } from '@/domain/quality/tool-sheet'
import { listStations } from '@/features/accounts/queries'
import { answerOnce } from '@/server/answer-once'
import { toDbDate } from '@/server/database-dates'
import { transact } from '@/server/transaction'
import { assertMay, type Viewer } from '@/server/viewer'
import { getCircle } from '../circle-queries'
import { projectTypes } from '../queries'
import type { CreateProject } from '../schemas'
import { projectEntry, signed } from './project-entry'
import { fileSheet } from './sheet-rows'

/**
 * Begins a project of a circle: numbered `QC-STATION-YYYY-NN` by the year it starts in, its type frozen as it is now, with
 * an empty activity plan.
 * @throws DomainError `forbidden`, `circle-not-found`, `project-type-unknown`
 */
export async function createProject(viewer: Viewer, input: CreateProject, at: Date): Promise<{ number: string }> {
  assertMay(viewer, 'quality.write')
  const [circle, types, stations] = await Promise.all([getCircle(viewer, input.circle), projectTypes(), listStations(viewer)])
  const type = types.find((one) => one.type.code === input.type)?.type
  const station = stations.find(({ id }) => id === circle.stationId)
  if (!type || !station) throw new DomainError('project-type-unknown', { type: input.type })
  const request = { key: input.requestKey, action: 'qc-project.create' }
  return answerOnce(viewer, request, () =>
    transact(
      viewer,
      async (tx, record) => {
        await tx.$queryRaw`SELECT pg_advisory_xact_lock(4721, ${station.id}::int)::text`
        const begin = `QC-${station.code}-${input.startedOn.slice(0, 4)}-`
        const earlier = await tx.qcProject.count({ where: { stationId: station.id, number: { startsWith: begin } } })
        const number = `${begin}${String(earlier + 1).padStart(2, '0')}`
        const project = await tx.qcProject.create({
          data: {
            stationId: station.id, number, circleId: circle.id, title: input.title, typeCode: type.code, typeContent: type,
            step: type.steps[0]?.code ?? '', startedOn: toDbDate(input.startedOn), createdAt: at, ...signed(viewer),
          },
        })
        await fileSheet(tx, viewer, project, { step: 'plan', kind: 'plan', title: input.title, content: EMPTY_SHEET })
        await record(projectEntry({ stationId: station.id, number }, 'created', { after: { title: input.title, type: type.code, circle: circle.number } }))
        return { number }
      },
      request,
    ),
  )
}
