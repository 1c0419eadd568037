import 'server-only'
import type pg from 'pg'
import { checkBill, type BillCheck } from '@/domain/audit/check-bill'
import { assignedDays, expectedOfCorrected, type AssignedDays, type CheckableBill } from '@/domain/audit/expected-bill'
import { standingParts, type StandingBill } from '@/domain/back-billing/standing-bill'
import { wh, type Wh } from '@/domain/energy'
import { fen, sumFen, type Fen } from '@/domain/money'
import type { PlainDate } from '@/domain/plain-date'
import { assignedBillsSql, BILL_FIELD as FIELD, holdsThroughout, periodInRow, PlanCache, termsInRow, type Catalogue, type StationMonth } from '@/features/bills/planned-bills'
import { copyBinary, type BinaryRow } from '@/server/copy-binary'


export interface CheckedBill {
  accountId: bigint
  /** The category billed. */
  categoryId: number
  energyWh: Wh
  billedFen: Fen
  check: BillCheck
}

interface PostedBill extends CheckableBill {
  accountId: bigint
  categoryId: number
}

const MATCH: BillCheck = { outcome: 'match' }

/**
 * Checks a station's bills of a month one after the other, in the order of their accounts, in flat memory.
 * @param corrected bills that work orders have corrected, by account
 * @returns how many there were
 */
export async function checkBills(
  client: pg.PoolClient,
  scope: StationMonth,
  catalogue: Catalogue,
  corrected: ReadonlyMap<bigint, StandingBill>,
  onBill: (bill: CheckedBill) => void,
): Promise<number> {
  const plans = new PlanCache(catalogue)
  let pending: { bill: PostedBill; days: AssignedDays[] } | null = null
  let bills = 0
  const settle = (): void => {
    if (!pending) return
    bills += 1
    onBill(checkInFull(pending.bill, pending.days, catalogue, corrected.get(pending.bill.accountId)))
    pending = null
  }
  await copyBinary(client, assignedBillsSql(scope), (row) => {
    const accountId = row.int8(FIELD.account)
    if (pending?.bill.accountId === accountId) {
      pending.days.push(...daysOf(row, pending.bill, catalogue))
      return
    }
    settle()
    if (matches(row, plans) && !corrected.has(accountId)) {
      bills += 1
      onBill({ accountId, categoryId: row.int2(FIELD.category), energyWh: wh(row.int8(FIELD.energy)), billedFen: fen(row.int8(FIELD.amount)), check: MATCH })
      return
    }
    const bill = billOf(row, accountId)
    pending = { bill, days: daysOf(row, bill, catalogue) }
  })
  settle()
  return bills
}

function checkInFull({ accountId, categoryId, ...bill }: PostedBill, days: readonly AssignedDays[], { tariffs }: Catalogue, corrected: StandingBill | undefined): CheckedBill {
  if (!corrected) return { accountId, categoryId, energyWh: bill.energyWh, billedFen: bill.amountFen, check: checkBill(bill, days, tariffs) }
  const billedFen = sumFen(standingParts(corrected).map((part) => part.amountFen))
  const check = checkBill({ ...bill, amountFen: billedFen }, days, tariffs, expectedOfCorrected(corrected, days, tariffs))
  return { accountId, categoryId, energyWh: bill.energyWh, billedFen, check }
}

const billOf = (row: BinaryRow, accountId: bigint): PostedBill => ({
  accountId,
  categoryId: row.int2(FIELD.category),
  period: periodInRow(row),
  energyWh: wh(row.int8(FIELD.energy)),
  amountFen: fen(row.int8(FIELD.amount)),
  yearToDateWh: wh(row.int8(FIELD.yearToDate)),
})

/** Whether the row's one assignment holds on all its days and comes to the bill; anything else needs a closer look. */
function matches(row: BinaryRow, plans: PlanCache): boolean {
  if (!holdsThroughout(row)) return false
  const energy = row.int8(FIELD.energy)
  if (energy < 0n) return false
  const plan = plans.planFor(row)
  return plan !== null && plan(wh(energy), wh(row.int8(FIELD.yearToDate))) === row.int8(FIELD.amount)
}

function daysOf(row: BinaryRow, { period }: PostedBill, { byId }: Catalogue): AssignedDays[] {
  if (row.isNull(FIELD.remainder)) return []
  const validTo = row.isNull(FIELD.validTo) ? null : (row.date(FIELD.validTo) as PlainDate)
  return assignedDays([{ validFrom: row.date(FIELD.validFrom) as PlainDate, validTo, terms: termsInRow(row, byId) }], period)
}
