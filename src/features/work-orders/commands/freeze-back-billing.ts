import 'server-only'
import { partToJson } from '@/features/bills/account-bills'
import { toDbMonth } from '@/server/database-dates'
import type { Transaction } from '@/server/transaction'
import type { Planned } from '../planned'

interface OrderKey {
  stationId: number
  id: bigint
}

/** Keeps the back-billing as it was submitted, replacing that of an earlier submission. */
export async function freezeBackBilling(tx: Transaction, order: OrderKey, { postings }: Pick<Planned, 'postings'>): Promise<void> {
  const { stationId, id } = order
  await thawBackBilling(tx, order)
  await tx.backBillingMonth.createMany({
    data: postings.flatMap(({ account, backBilling }) =>
      backBilling.months.map(({ month, energyWh, billed, right, billedFen, rightFen, differenceFen, penaltyFen }) => ({
        stationId,
        workOrderId: id,
        accountId: account.id,
        month: toDbMonth(month),
        energyWh,
        billedFen,
        rightFen,
        differenceFen,
        penaltyFen,
        working: { billed: billed.map(partToJson), right: right.map(partToJson) },
      })),
    ),
  })
}

/** Drops what a submission had frozen: the draft's terms are about to be others. */
export async function thawBackBilling(tx: Transaction, { stationId, id }: OrderKey): Promise<void> {
  await tx.backBillingMonth.deleteMany({ where: { stationId, workOrderId: id } })
}
