/**
 * Alternating use (居商交替用电): at one address a residence's and a shop's meter ran in turns, and energy of one kind of use
 * stood on the other's bill. Month by month, kWh are moved from one account to the other; both are rated again on the
 * assignments on record, and both are adjusted.
 */
import { ratedByDays, unassignedDays, type AssignedDays } from '../audit/expected-bill'
import { wh, ZERO_WH, type Wh } from '../energy'
import { DomainError } from '../errors'
import type { BillingMonth } from '../plain-date'
import type { CompiledTariff } from '../tariff/compile'
import type { BillPart } from '../tariff/rate-bill'
import { backBillingOf, monthOf, type BackBilling, type BackBillingMonth } from './compute'
import { mergedParts, type StandingBill } from './standing-bill'

/** One month's energy that moves from the order's account to its partner (the other way: negative). */
export interface Transfer {
  month: BillingMonth
  energyWh: Wh
}

export interface TransferSide {
  accountNo: string
  /** Oldest first. */
  bills: readonly StandingBill[]
  /** The assignments on record for the days of a bill. */
  daysOf: (bill: StandingBill) => readonly AssignedDays[]
}

interface TransferInput {
  account: TransferSide
  partner: TransferSide
  transfers: readonly Transfer[]
  tariffs: ReadonlyMap<string, CompiledTariff>
}

/**
 * @returns for each side the months whose energy changes, and later ones of the year that a yearly tier makes dearer or cheaper
 * @throws DomainError `transfer-no-bill`, `transfer-above-bill`, `no-version`, `not-rateable` or `no-assignment-then`, each naming account and month
 */
export function computeTransfer({ account, partner, transfers, tariffs }: TransferInput): { account: BackBilling; partner: BackBilling } {
  const gained = (sign: 1n | -1n) => new Map(transfers.filter(({ energyWh }) => energyWh !== 0n).map(({ month, energyWh }) => [month, wh(sign * energyWh)]))
  return { account: reRated(account, gained(-1n), tariffs), partner: reRated(partner, gained(1n), tariffs) }
}

function reRated(side: TransferSide, gained: ReadonlyMap<BillingMonth, Wh>, tariffs: TransferInput['tariffs']): BackBilling {
  for (const month of gained.keys()) {
    if (!side.bills.some((bill) => bill.month === month)) throw new DomainError('transfer-no-bill', { accountNo: side.accountNo, month })
  }
  const months: BackBillingMonth[] = []
  let year = ''
  let before = ZERO_WH
  for (const bill of side.bills) {
    if (bill.month.slice(0, 4) !== year) [year, before] = [bill.month.slice(0, 4), ZERO_WH]
    const here = gained.get(bill.month) ?? ZERO_WH
    if (here !== 0n || before !== 0n) {
      const right = rated(side, bill, here, before, tariffs)
      // A later month counts only when the year's energy before it makes it cost something else.
      if (here !== 0n || sumOf(right) !== sumOf(rated(side, bill, ZERO_WH, ZERO_WH, tariffs))) months.push(monthOf(bill, right))
    }
    before = wh(before + here)
  }
  return backBillingOf(months)
}

const sumOf = (parts: readonly BillPart[]): bigint => parts.reduce((sum, { amountFen }) => sum + amountFen, 0n)

function rated({ accountNo, daysOf }: TransferSide, bill: StandingBill, gained: Wh, gainedBefore: Wh, tariffs: TransferInput['tariffs']): BillPart[] {
  const { month } = bill
  const energyWh = wh(bill.energyWh + gained)
  if (energyWh < 0n) throw new DomainError('transfer-above-bill', { accountNo, month })
  const period = { from: bill.periodFrom, to: bill.periodTo }
  const days = daysOf(bill)
  if (unassignedDays(period, days).length > 0) throw new DomainError('no-assignment-then', { accountNo, month })
  const stretches = ratedByDays({ period, energyWh, yearToDateWh: wh(bill.yearToDateWh + gainedBefore) }, days, tariffs)
  const parts = stretches.flatMap((stretch) => {
    if (stretch.outcome === 'rated') return stretch.parts
    const [reason] = stretch.reasons
    throw new DomainError(reason?.code === 'no-version' || reason?.code === 'no-tariff' ? 'no-version' : 'not-rateable', { month, category: reason?.category ?? '' })
  })
  return mergedParts(parts)
}
