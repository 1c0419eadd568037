import 'server-only'
import { mayDo } from '@/domain/identity/permissions'
import { DomainError } from '@/domain/errors'
import { transact } from '@/server/transaction'
import type { Viewer } from '@/server/viewer'
import { findInspection } from '../queries'
import { partsOfKey, type ResolveConflict } from '../schemas'

/**
 * Decides which of two contradicting visits counts. The other is set aside, not deleted. An inspector decides on their own,
 * planners and clerks on any.
 * @throws DomainError `inspection-not-found`, `forbidden`, `conflict-resolved`, `finding-has-order`
 */
export async function resolveConflict(viewer: Viewer, { requestKey, inspection, keep }: ResolveConflict): Promise<{ kept: 'this' | 'other' }> {
  const key = partsOfKey(inspection)
  const detail = await findInspection(viewer, key)
  if (!detail) throw new DomainError('inspection-not-found')
  const mayDecide = mayDo(viewer.role, 'campaigns.plan') || mayDo(viewer.role, 'work-orders.prepare') || (mayDo(viewer.role, 'inspections.work') && detail.inspectorId === viewer.userId)
  if (!mayDecide) throw new DomainError('forbidden', { permission: 'campaigns.plan' })
  return transact(
    viewer,
    async (tx, record) => {
      const { stationId, taskId } = detail
      if (keep === 'this') {
        const counted = await tx.inspection.findFirst({ where: { stationId, taskId, standing: 'accepted' }, select: { orderNumber: true } })
        if (counted && counted.orderNumber !== null) throw new DomainError('finding-has-order', { number: counted.orderNumber })
        await tx.inspection.updateMany({ where: { stationId, taskId, standing: 'accepted' }, data: { standing: 'set_aside' } })
      }
      const { count } = await tx.inspection.updateMany({ where: { stationId, id: key.id, standing: 'conflict' }, data: { standing: keep === 'this' ? 'accepted' : 'set_aside', conflict: null } })
      if (count !== 1) throw new DomainError('conflict-resolved')
      if (keep === 'this' && detail.outcome !== 'no_access') await tx.inspectionTask.updateMany({ where: { stationId, id: taskId }, data: { state: 'done', version: { increment: 1 } } })
      await record({ stationId, action: 'inspection.resolved', subject: 'inspection', subjectKey: detail.account.accountNo, after: { campaign: detail.campaign.number, kept: keep, inspector: detail.inspectorName } })
      return { kept: keep }
    },
    { key: requestKey, action: 'inspection.resolve' },
  )
}
