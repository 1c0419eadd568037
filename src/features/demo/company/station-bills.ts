/** The bills of one station's accounts, month by month: seasonal loads, each bill rated on its own record to the fen. */
import { wh } from '@/domain/energy'
import { addMonths, firstDayOf, type BillingMonth } from '@/domain/plain-date'
import type { AssignmentTerms, Split } from '@/domain/tariff/assignment'
import { planBills, type BillPlan } from '@/domain/tariff/bill-plan'
import { compileTariff } from '@/domain/tariff/compile'
import { rateBill, type BillPart } from '@/domain/tariff/rate-bill'
import { Random } from '../random'
import type { CompanyAccount } from './station-accounts'
import { COMPANY_TARIFFS, type CompanyCategory } from './tariffs'

export interface CompanyBill {
  /** Place of the account in its station. */
  account: number
  kwh: number
  amountFen: bigint
  yearToDateKwh: number
  /** When a split spreads it. */
  parts: readonly BillPart[] | null
}

/** Load by calendar month, January first, in hundredths of the year's mean. */
const SEASONS: Record<CompanyCategory, readonly number[]> = {
  'RES-Y': [115, 108, 90, 82, 80, 96, 132, 138, 104, 80, 82, 101],
  'COM-C': [92, 86, 92, 96, 101, 106, 112, 113, 105, 99, 97, 101],
  'AGR-C': [25, 30, 95, 170, 190, 120, 80, 95, 140, 160, 65, 30],
}

/**
 * How an account differs from its class's curve: how strongly it follows the season (percent: none, like a household without air
 * conditioning, to twice as much) and how far a month may stray (percent). Neither tells a shop from a household by itself.
 */
interface Temper {
  season: number
  stray: number
}
const STRAY: Record<CompanyCategory, readonly [number, number]> = { 'RES-Y': [10, 35], 'COM-C': [6, 30], 'AGR-C': [10, 40] }

/** One bill in so many of the last month is billed wrongly on purpose. */
const ONE_WRONG_IN = 2_000

const TARIFFS = new Map(COMPANY_TARIFFS.map(({ document }) => [document.category, compileTariff(document)]))

/** The assignment on record. */
export const termsOf = ({ category, split }: CompanyAccount): AssignmentTerms => ({ remainder: category, splits: split === null ? [] : [recorded(split)] })

const recorded = (split: NonNullable<CompanyAccount['split']>): Split =>
  split.method === 'fixed-ratio'
    ? { category: 'COM-C', method: 'fixed-ratio', ratio: `0.${String(split.percent).padStart(2, '0')}` }
    : { category: 'COM-C', method: 'fixed-quantity', kwh: String(split.kwh) }

/** Makes the months of one station in their order, since each year's energy adds up. */
export class StationBills {
  private readonly random: Random
  private readonly usual: number[]
  private readonly tempers: Temper[]
  private readonly yearToDate: number[]

  constructor(
    private readonly accounts: readonly CompanyAccount[],
    seed: number,
    private readonly lastMonth: BillingMonth,
  ) {
    this.random = new Random(seed ^ 0x5eed)
    this.usual = accounts.map((account) => usualKwh(this.random, account))
    const tempers = new Random(seed ^ 0x7e3a)
    this.tempers = accounts.map(({ category, truth }) => ({ season: tempers.between(0, 100) + tempers.between(0, 100), stray: tempers.between(...STRAY[truth?.category ?? category]) }))
    this.yearToDate = accounts.map(() => 0)
  }

  *of(month: BillingMonth): Generator<CompanyBill> {
    const calendar = Number(month.slice(5)) - 1
    const plans = new Map(COMPANY_TARIFFS.map(({ document: { category } }) => [category, planFor({ remainder: category, splits: [] }, month)]))
    for (const [index, account] of this.accounts.entries()) {
      const before = calendar === 0 ? 0 : (this.yearToDate[index] ?? 0)
      const kwh = this.load(index, account, calendar)
      this.yearToDate[index] = before + kwh
      const wrong = month === this.lastMonth && this.random.next() % ONE_WRONG_IN === 0
      yield wrong ? misbilled(index, account, month, kwh, before) : billed(index, account, month, kwh, before, plans)
    }
  }

  private load(index: number, { category, truth }: CompanyAccount, calendar: number): number {
    // The load follows the true use, whatever the record says.
    const { season: follows, stray } = this.tempers[index] ?? { season: 100, stray: 20 }
    const season = Math.max(5, 100 + Math.round((((SEASONS[truth?.category ?? category][calendar] ?? 100) - 100) * follows) / 100))
    const away = truth?.kind === 'alternating-use' && (category === truth.category) === (calendar % 2 === 0)
    const kwh = Math.floor(((this.usual[index] ?? 0) * season * this.random.between(100 - stray, 100 + stray)) / 10_000)
    return away ? Math.floor(kwh / 30) : kwh
  }
}

function usualKwh(random: Random, { category, truth, split }: CompanyAccount): number {
  switch (truth?.category ?? category) {
    case 'COM-C':
      return truth?.kind === 'split-not-applied' ? random.between(150, 420) : random.between(6, 26) * random.between(8, 40)
    case 'AGR-C':
      return random.between(4, 15) * random.between(6, 30)
    case 'RES-Y': {
      // Some houses stand empty; most are small, few are large, and some meters serve several families: as much as a shop.
      const draw = random.between(1, 1000)
      if (draw <= 70) return 0
      if (draw > 998 && truth === null) return random.between(300, 1050)
      return split === null ? Math.floor((random.between(4, 20) * random.between(5, 20) * random.between(6, 14)) / 10) : random.between(150, 500)
    }
  }
}

const periodOf = (month: BillingMonth) => ({ from: firstDayOf(month), to: firstDayOf(addMonths(month, 1)) })

function planFor(terms: AssignmentTerms, month: BillingMonth): BillPlan {
  const plan = planBills(terms, TARIFFS, periodOf(month))
  if (!plan) throw new Error('the company’s tariffs have no version in this month')
  return plan
}

const WH_PER_KWH = 1000n
const whOf = (kwh: number) => wh(BigInt(kwh) * WH_PER_KWH)

function billed(account: number, record: CompanyAccount, month: BillingMonth, kwh: number, yearToDateKwh: number, plans: ReadonlyMap<string, BillPlan>): CompanyBill {
  const base = { account, kwh, yearToDateKwh }
  if (record.split === null) return { ...base, amountFen: plans.get(record.category)?.(whOf(kwh), whOf(yearToDateKwh)) ?? 0n, parts: null }
  const rated = rateBill({ terms: termsOf(record), tariffs: TARIFFS, period: periodOf(month), energyWh: whOf(kwh), yearToDateWh: whOf(yearToDateKwh) })
  if (rated.outcome !== 'rated') throw new Error('the company’s bill cannot be rated')
  return { ...base, amountFen: rated.amountFen, parts: rated.parts }
}

/** A bill that a check must find: its split left out, the year's energy left out, or another category's price. */
function misbilled(account: number, record: CompanyAccount, month: BillingMonth, kwh: number, yearToDateKwh: number): CompanyBill {
  const other: CompanyCategory = record.category === 'COM-C' ? 'RES-Y' : 'COM-C'
  const asFirst = record.category === 'RES-Y' && record.split === null && yearToDateKwh > 2_160
  const category = record.split !== null || asFirst ? record.category : other
  const amountFen = planFor({ remainder: category, splits: [] }, month)(whOf(kwh), whOf(asFirst ? 0 : yearToDateKwh))
  return { account, kwh, amountFen, yearToDateKwh, parts: null }
}
