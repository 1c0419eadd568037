import 'server-only'
import { DomainError } from '@/domain/errors'
import { transact } from '@/server/transaction'
import { assertMay, inScope, type Viewer } from '@/server/viewer'
import type { AddToCampaign } from '../schemas'
import { addTasks } from './add-tasks'

/**
 * Adds accounts to a campaign that is planned or running; those it has already stay. A random sample takes none: it would be
 * random no more.
 * @throws DomainError `forbidden`, `campaign-not-found`, `campaign-closed`, `campaign-is-sample`, `accounts-elsewhere`
 */
export async function addToCampaign(viewer: Viewer, { requestKey, number, accountNos }: AddToCampaign): Promise<{ number: string; added: number }> {
  assertMay(viewer, 'campaigns.plan')
  return transact(
    viewer,
    async (tx, record) => {
      const campaign = await tx.campaign.findFirst({ where: { ...inScope(viewer), number } })
      if (!campaign) throw new DomainError('campaign-not-found', { number })
      if (campaign.state !== 'planned' && campaign.state !== 'running') throw new DomainError('campaign-closed', { number })
      if (campaign.kind === 'random_sample') throw new DomainError('campaign-is-sample', { number })
      const accounts = await tx.account.findMany({ where: { stationId: campaign.stationId, accountNo: { in: accountNos } }, select: { id: true, districtId: true } })
      if (accounts.length === 0) throw new DomainError('accounts-elsewhere', { number })
      const added = await addTasks(viewer, tx, campaign, accounts)
      await record({ stationId: campaign.stationId, action: 'campaign.extended', subject: 'campaign', subjectKey: number, after: { added } })
      return { number, added }
    },
    { key: requestKey, action: 'campaign.add' },
  )
}
