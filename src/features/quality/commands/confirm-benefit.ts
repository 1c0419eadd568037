import 'server-only'
import { DomainError } from '@/domain/errors'
import { fenFromYuan } from '@/domain/money'
import { transact } from '@/server/transaction'
import { assertMay, type Viewer } from '@/server/viewer'
import { getProject } from '../queries'
import type { ConfirmBenefit } from '../schemas'
import { frozenOf, standingOf } from '../standing-queries'
import { isOwnProject } from './own-project'
import { projectEntry, signed } from './project-entry'

/**
 * Finance confirms what the project brought, with the system's result of this moment beside it. A later confirmation
 * stands beside the earlier one. Whoever runs the project or is in its circle cannot confirm it: the right is
 * the finance department's alone.
 * @throws DomainError `forbidden`, `project-not-found`, `own-benefit`, `target-missing`
 */
export async function confirmBenefit(viewer: Viewer, { requestKey, project: number, amountYuan, basis }: ConfirmBenefit): Promise<{ number: string }> {
  assertMay(viewer, 'quality.confirm')
  const project = await getProject(viewer, number)
  if (await isOwnProject(viewer, project)) throw new DomainError('own-benefit')
  const standing = await standingOf(viewer, project)
  if (!standing) throw new DomainError('target-missing')
  const amountFen = fenFromYuan(amountYuan)
  return transact(
    viewer,
    async (tx, record) => {
      await tx.qcBenefit.create({ data: { stationId: project.stationId, projectId: project.id, amountFen, basis, result: frozenOf(standing.result, standing.months), ...signed(viewer) } })
      await record(projectEntry(project, 'benefit-confirmed', { after: { amountFen: String(amountFen), basis } }))
      return { number }
    },
    { key: requestKey, action: 'qc-benefit.confirm' },
  )
}
