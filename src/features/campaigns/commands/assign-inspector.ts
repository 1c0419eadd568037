import 'server-only'
import { DomainError } from '@/domain/errors'
import { transact } from '@/server/transaction'
import { assertMay, inScope, type Viewer } from '@/server/viewer'
import { listInspectors } from '../queries'
import type { AssignInspector } from '../schemas'

/**
 * Gives a district's open tasks to an inspector, or takes them back.
 * @throws DomainError `forbidden`, `campaign-not-found`, `campaign-closed`, `inspector-unknown`
 */
export async function assignInspector(viewer: Viewer, { requestKey, number, districtCode, inspectorId }: AssignInspector): Promise<{ tasks: number }> {
  assertMay(viewer, 'campaigns.plan')
  return transact(
    viewer,
    async (tx, record) => {
      const campaign = await tx.campaign.findFirst({ where: { ...inScope(viewer), number } })
      if (!campaign) throw new DomainError('campaign-not-found', { number })
      if (campaign.state !== 'planned' && campaign.state !== 'running') throw new DomainError('campaign-closed', { number })
      const inspector = inspectorId === '' ? null : (await listInspectors(campaign.stationId, tx)).find(({ id }) => id === inspectorId)
      const district = await tx.district.findFirst({ where: { stationId: campaign.stationId, code: districtCode }, select: { id: true } })
      if (inspector === undefined || !district) throw new DomainError('inspector-unknown')
      const { count } = await tx.inspectionTask.updateMany({
        where: { stationId: campaign.stationId, campaignId: campaign.id, districtId: district.id, state: 'open' },
        data: { inspectorId: inspector?.id ?? null, inspectorName: inspector?.name ?? null, version: { increment: 1 } },
      })
      await record({ stationId: campaign.stationId, action: 'campaign.assigned', subject: 'campaign', subjectKey: number, after: { district: districtCode, inspector: inspector?.name ?? null, tasks: count } })
      return { tasks: count }
    },
    { key: requestKey, action: 'campaign.assign' },
  )
}
