import 'server-only'
import { stateAfter, type CampaignState } from '@/domain/campaigns/campaign'
import { DomainError } from '@/domain/errors'
import { transact } from '@/server/transaction'
import { assertMay, inScope, type Viewer } from '@/server/viewer'
import type { MoveCampaign } from '../schemas'

const PAST = { start: 'started', finish: 'finished', cancel: 'cancelled' } as const

/**
 * Starts, finishes or cancels a campaign. Finishing and cancelling take the doors not yet visited off the inspectors' lists.
 * @throws DomainError `forbidden`, `campaign-not-found`, `campaign-changed`, `campaign-unassigned`
 */
export async function moveCampaign(viewer: Viewer, { requestKey, number, version, step }: MoveCampaign, at: Date): Promise<{ state: CampaignState }> {
  assertMay(viewer, 'campaigns.plan')
  return transact(
    viewer,
    async (tx, record) => {
      const campaign = await tx.campaign.findFirst({ where: { ...inScope(viewer), number } })
      if (!campaign) throw new DomainError('campaign-not-found', { number })
      const state = stateAfter(campaign.state, step)
      if (state === null) throw new DomainError('campaign-changed', { number })
      const of = { stationId: campaign.stationId, campaignId: campaign.id }
      if (step === 'start' && (await tx.inspectionTask.count({ where: { ...of, state: 'open', inspectorId: null } })) > 0) throw new DomainError('campaign-unassigned', { number })
      const { count } = await tx.campaign.updateMany({
        where: { stationId: campaign.stationId, id: campaign.id, version, state: campaign.state },
        data: { state, version: { increment: 1 }, ...(step === 'start' ? { startedAt: at } : { finishedAt: at }) },
      })
      if (count !== 1) throw new DomainError('campaign-changed', { number })
      const dropped = step === 'start' ? { count: 0 } : await tx.inspectionTask.updateMany({ where: { ...of, state: 'open' }, data: { state: 'cancelled', version: { increment: 1 } } })
      await record({ stationId: campaign.stationId, action: `campaign.${PAST[step]}`, subject: 'campaign', subjectKey: number, before: { state: campaign.state }, after: { state, notVisited: dropped.count } })
      return { state }
    },
    { key: requestKey, action: 'campaign.move' },
  )
}
