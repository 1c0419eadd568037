import 'server-only'
import { DomainError } from '@/domain/errors'
import { pass, reopen } from '@/domain/quality/stage-machine'
import { CLOSED } from '@/domain/quality/vocabulary'
import { answerOnce } from '@/server/answer-once'
import { transact } from '@/server/transaction'
import { assertMay, type Viewer } from '@/server/viewer'
import { getProject, projectRecord } from '../queries'
import type { MoveProject } from '../schemas'
import { projectStanding } from '../standing-queries'
import { projectEntry, signed } from './project-entry'

/**
 * Leaves the step under way through its gates, or takes the project back to a step it has left. The page says what is
 * missing; the gate is asked again here, of the books as they are now.
 * @throws DomainError `forbidden`, `project-not-found`, `project-changed`, `gate-refused`, `project-closed`, `reason-missing`,
 *   `step-not-left`
 */
export async function moveProject(viewer: Viewer, input: MoveProject, at: Date): Promise<{ step: string }> {
  assertMay(viewer, 'quality.write')
  const request = { key: input.requestKey, action: `qc-project.${input.move}` }
  return answerOnce(viewer, request, async () => {
    const project = await getProject(viewer, input.project)
    if (project.version !== input.version) throw new DomainError('project-changed', { number: project.number })
    const stage = { type: project.type, step: project.step }
    const { facts } = await projectStanding(viewer, await projectRecord(project))
    const step = input.move === 'pass' ? pass(stage, facts) : reopen(stage, input.step, input.reason)
    const left = input.move === 'pass' ? project.step : step
    const reason = input.move === 'reopen' ? input.reason : null
    return transact(
      viewer,
      async (tx, record) => {
        const { count } = await tx.qcProject.updateMany({
          where: { stationId: project.stationId, id: project.id, version: input.version, step: project.step },
          data: { step, version: { increment: 1 }, closedAt: step === CLOSED ? at : null },
        })
        if (count !== 1) throw new DomainError('project-changed', { number: project.number })
        await tx.qcGateEvent.create({ data: { stationId: project.stationId, projectId: project.id, step: left, kind: input.move === 'pass' ? 'passed' : 'reopened', reason, ...signed(viewer) } })
        await record(projectEntry(project, input.move === 'pass' ? 'gate-passed' : 'reopened', { before: { step: project.step }, after: { step }, ...(reason === null ? {} : { reason }) }))
        return { step }
      },
      request,
    )
  })
}

