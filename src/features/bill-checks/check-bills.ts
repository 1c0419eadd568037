import 'server-only'
import type pg from 'pg'
import { checkBill, type BillCheck } from '@/domain/audit/check-bill'
import { assignedDays, expectedOfCorrected, type AssignedDays, type CheckableBill } from '@/domain/audit/expected-bill'
import { standingParts, type StandingBill } from '@/domain/back-billing/standing-bill'
import { wh, type Wh } from '@/domain/energy'
import { fen, sumFen, type Fen } from '@/domain/money'
import type { PlainDate } from '@/domain/plain-date'
import { readRegisters } from '@/features/bills/account-bills'
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

interface CheckSink {
  /** A bill that matches: nearly all do, so nothing is made of it but its category. */
  onMatch: (categoryId: number) => void
  onFound: (bill: CheckedBill) => void
}

interface PendingBill {
  bill: PostedBill
  days: AssignedDays[]
}

/**
 * Checks a station's bills of a month as they stream by; only those that need a closer look are kept until the end.
 * @param corrected bills that work orders have corrected, by account
 * @returns how many there were
 */
export async function checkBills(
  client: pg.PoolClient,
  scope: StationMonth,
  catalogue: Catalogue,
  corrected: ReadonlyMap<bigint, StandingBill>,
  { onMatch, onFound }: CheckSink,
): Promise<number> {
  const plans = new PlanCache(catalogue)
  const pending = new Map<bigint, PendingBill>()
  let matching = 0
  await copyBinary(client, assignedBillsSql(scope), (row) => {
    if (matches(row, plans) && (corrected.size === 0 || !corrected.has(row.int8(FIELD.account)))) {
      matching += 1
      onMatch(row.int2(FIELD.category))
    } else keepPending(pending, row, catalogue)
  })
  for (const { bill, days } of pending.values()) {
    const inOrder = days.sort((a, b) => (a.from < b.from ? -1 : 1))
    const checked = checkInFull(bill, inOrder, catalogue, corrected.get(bill.accountId))
    if (checked.check.outcome === 'match') onMatch(checked.categoryId)
    else onFound(checked)
  }
  return matching + pending.size
}

/** An account with several assignments in the period comes in several rows. */
function keepPending(pending: Map<bigint, PendingBill>, row: BinaryRow, catalogue: Catalogue): void {
  const accountId = row.int8(FIELD.account)
  const known = pending.get(accountId) ?? { bill: billOf(row, accountId), days: [] }
  known.days.push(...daysOf(row, known.bill, catalogue))
  pending.set(accountId, known)
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
  registers: row.isNull(FIELD.registers) ? undefined : readRegisters(JSON.parse(row.text(FIELD.registers))),
})

/** Whether the row's one assignment holds on all its days and comes to the bill; anything else needs a closer look. */
function matches(row: BinaryRow, plans: PlanCache): boolean {
  if (!holdsThroughout(row) || !row.isNull(FIELD.registers)) return false
  const energy = row.int8(FIELD.energy)
  if (energy < 0n) return false
  const plan = plans.planFor(row)
  return plan !== null && plan(wh(energy), wh(row.int8(FIELD.yearToDate))) === row.int8(FIELD.amount)
}

function daysOf(row: BinaryRow, { period }: PostedBill, { byId }: Catalogue): AssignedDays[] {
  if (row.isNull(FIELD.remainder)) return []
  if (holdsThroughout(row)) return [{ ...period, terms: termsInRow(row, byId) }]
  const validTo = row.isNull(FIELD.validTo) ? null : (row.date(FIELD.validTo) as PlainDate)
  return assignedDays([{ validFrom: row.date(FIELD.validFrom) as PlainDate, validTo, terms: termsInRow(row, byId) }], period)
}
