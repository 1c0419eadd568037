import 'server-only'
import { checklistFor } from '@/domain/campaigns/checklist'
import { isRule } from '@/domain/suspects/expected-recovery'
import { suspicionsOf } from '@/features/suspects/queries'
import type { Transaction } from '@/server/transaction'
import type { Viewer } from '@/server/viewer'

/** Makes a task of each account, with what speaks against it now. Accounts that the campaign has already stay as they are. @returns how many are new */
export async function addTasks(
  viewer: Viewer,
  tx: Transaction,
  campaign: { stationId: number; id: bigint },
  accounts: readonly { id: bigint; districtId: number }[],
): Promise<number> {
  const suspicions = await suspicionsOf(viewer, tx, campaign.stationId, accounts.map(({ id }) => id))
  const { count } = await tx.inspectionTask.createMany({
    data: accounts.map(({ id, districtId }) => {
      const suspicion = suspicions.get(id)
      const rules = (suspicion?.rules ?? []).filter(isRule)
      return {
        stationId: campaign.stationId, campaignId: campaign.id, accountId: id, districtId, checklist: checklistFor(rules), rules,
        modelPpm: suspicion?.modelPpm ?? null, expectedFen: suspicion?.expectedFen ?? 0n,
      }
    }),
    skipDuplicates: true,
  })
  return count
}
