import 'server-only'
import type pg from 'pg'
import type { AsIfAmounts } from '@/domain/audit/as-if-amounts'
import { checkBill, type BillCheck } from '@/domain/audit/check-bill'
import { expectedOfCorrected, type AssignedDays } from '@/domain/audit/expected-bill'
import { standingParts, type StandingBill } from '@/domain/back-billing/standing-bill'
import { wh, type Wh } from '@/domain/energy'
import { sumFen, type Fen } from '@/domain/money'
import { PendingBills, type PostedBill } from '@/features/bills/pending-bills'
import { assignedBillsSql, BILL_FIELD as FIELD, holdsThroughout, PlanCache, type Catalogue, type StationMonth } from '@/features/bills/planned-bills'
import { copyBinary, type BinaryRow } from '@/server/copy-binary'

export interface CheckedBill {
  accountId: bigint
  /** The category billed. */
  categoryId: number
  energyWh: Wh
  billedFen: Fen
  check: BillCheck
}

interface CheckSink {
  /** A bill that matches: nearly all do, so nothing is made of it but its category. */
  onMatch: (categoryId: number) => void
  onFound: (bill: CheckedBill) => void
}

/** The catalogue with what bills alike have in common: one for a whole run. */
export interface CheckCatalogue extends Catalogue {
  amounts: AsIfAmounts
}

/** What is known of bills apart from their rows, by account. */
export interface KnownOtherwise {
  /** Bills that work orders have corrected. */
  corrected: ReadonlyMap<bigint, StandingBill>
  /** Energy since 1 January where the record is wrong. */
  years: ReadonlyMap<bigint, Wh>
}

/**
 * Checks a station's bills of a month as they stream by; only those that need a closer look are kept until the end.
 * @returns how many there were
 */
export async function checkBills(
  client: pg.PoolClient,
  scope: StationMonth,
  catalogue: CheckCatalogue,
  { corrected, years }: KnownOtherwise,
  { onMatch, onFound }: CheckSink,
): Promise<number> {
  const plans = new PlanCache(catalogue)
  const looksPlain = corrected.size === 0 && years.size === 0 ? () => true : (account: bigint) => !corrected.has(account) && !years.has(account)
  const pending = new PendingBills(catalogue)
  let matching = 0
  await copyBinary(client, assignedBillsSql(scope), (row) => {
    if (matches(row, plans) && looksPlain(row.int8(FIELD.account))) {
      matching += 1
      onMatch(row.int2(FIELD.category))
    } else pending.add(row)
  })
  for (const { bill, days } of pending.all()) {
    const right = years.get(bill.accountId)
    const known = right === undefined ? bill : { ...bill, yearToDateWh: right, recordedYearToDateWh: bill.yearToDateWh }
    const checked = checkInFull(known, days, catalogue.amounts, corrected.get(bill.accountId))
    if (checked.check.outcome === 'match') onMatch(checked.categoryId)
    else onFound(checked)
  }
  return matching + pending.size
}

function checkInFull({ accountId, categoryId, ...bill }: PostedBill, days: readonly AssignedDays[], amounts: AsIfAmounts, corrected: StandingBill | undefined): CheckedBill {
  if (!corrected) return { accountId, categoryId, energyWh: bill.energyWh, billedFen: bill.amountFen, check: checkBill(bill, days, amounts) }
  const billedFen = sumFen(standingParts(corrected).map((part) => part.amountFen))
  const check = checkBill({ ...bill, amountFen: billedFen }, days, amounts, expectedOfCorrected(corrected, days, amounts.tariffs))
  return { accountId, categoryId, energyWh: bill.energyWh, billedFen, check }
}

/** Whether the row's one assignment holds on all its days and comes to the bill; anything else needs a closer look. */
function matches(row: BinaryRow, plans: PlanCache): boolean {
  if (!holdsThroughout(row)) return false
  const energy = row.int8(FIELD.energy)
  if (energy < 0n) return false
  const plan = plans.planFor(row)
  return plan !== null && plan(wh(energy), wh(row.int8(FIELD.yearToDate))) === row.int8(FIELD.amount)
}
