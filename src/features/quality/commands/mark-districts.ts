import 'server-only'
import { DomainError } from '@/domain/errors'
import { listDistricts } from '@/features/accounts/queries'
import { toDbMonth } from '@/server/database-dates'
import { transact } from '@/server/transaction'
import { assertMay, type Viewer } from '@/server/viewer'
import { getProject } from '../queries'
import type { MarkDistricts } from '../schemas'
import { projectEntry, signed } from './project-entry'

/**
 * Says of districts since when they have been inspected, or takes that back; every mark stays on record.
 * @throws DomainError `forbidden`, `project-not-found`, `district-unknown`
 */
export async function markDistricts(viewer: Viewer, { requestKey, project: number, districts, month }: MarkDistricts): Promise<{ marked: number }> {
  assertMay(viewer, 'quality.write')
  const project = await getProject(viewer, number)
  const known = new Map((await listDistricts(viewer, project.stationId)).map(({ code, id }) => [code, id]))
  const unknown = districts.find((code) => !known.has(code))
  if (unknown !== undefined) throw new DomainError('district-unknown', { district: unknown })
  return transact(
    viewer,
    async (tx, record) => {
      const data = [...new Set(districts)].map((code) => ({ stationId: project.stationId, projectId: project.id, districtId: known.get(code) ?? 0, month: month && toDbMonth(month), ...signed(viewer) }))
      await tx.qcInspectedDistrict.createMany({ data })
      await record(projectEntry(project, 'districts-marked', { after: { month, districts } }))
      return { marked: data.length }
    },
    { key: requestKey, action: 'qc-districts.mark' },
  )
}
