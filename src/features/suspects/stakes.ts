import 'server-only'
import { wh } from '@/domain/energy'
import { fen, type Fen } from '@/domain/money'
import { addMonths, firstDayOf, type BillingMonth } from '@/domain/plain-date'
import type { AssignmentTerms } from '@/domain/tariff/assignment'
import { planBills, type BillPlan } from '@/domain/tariff/bill-plan'
import type { CompiledTariff } from '@/domain/tariff/compile'
import type { StationBills } from './station-series'

/** What bills would come to on other terms: plans made once a month and terms. */
export class Stakes {
  private readonly plans = new Map<string, BillPlan | null>()

  constructor(private readonly tariffs: ReadonlyMap<string, CompiledTariff>) {}

  /**
   * The account's bills on other terms less as billed, over the months from a day on; estimated as whole calendar months.
   * Null when a month cannot be rated on them.
   * @param which only the months for which it says yes
   */
  difference(bills: StationBills, row: number, terms: AssignmentTerms, which: (column: number) => boolean = () => true): Fen | null {
    let sum = 0n
    for (let column = 0; column < bills.months.length; column += 1) {
      const cell = row * bills.months.length + column
      if (Number.isNaN(bills.kwh[cell] ?? Number.NaN) || !which(column)) continue
      const rated = this.rated(bills, cell, column, terms)
      if (rated === null) return null
      sum += rated - (bills.amountFen[cell] ?? 0n)
    }
    return fen(sum)
  }

  /** One bill on some terms, or null when it cannot be told from its energy alone. */
  rated(bills: StationBills, cell: number, column: number, terms: AssignmentTerms): bigint | null {
    const plan = this.planFor(terms, bills.months[column])
    return plan === null ? null : plan(wh(bills.energyWh[cell] ?? 0n), wh(bills.yearToDateWh[cell] ?? 0n))
  }

  private planFor(terms: AssignmentTerms, month: BillingMonth | undefined): BillPlan | null {
    if (month === undefined) return null
    const key = `${month} ${terms.splits.length === 0 ? terms.remainder : JSON.stringify(terms)}`
    const known = this.plans.get(key)
    if (known !== undefined) return known
    const made = planBills(terms, this.tariffs, { from: firstDayOf(month), to: firstDayOf(addMonths(month, 1)) })
    this.plans.set(key, made)
    return made
  }
}
