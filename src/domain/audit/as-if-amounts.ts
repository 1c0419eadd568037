/** What bills would have come to on other terms or prices: thousands of questions, so what bills alike share is kept. */
import type { Fen } from '../money'
import type { PlainDate } from '../plain-date'
import type { AssignmentTerms } from '../tariff/assignment'
import { planBills, type BillPlan } from '../tariff/bill-plan'
import type { CompiledTariff } from '../tariff/compile'
import { PLAIN_METER } from '../tariff/meter-facts'
import { rateBill } from '../tariff/rate-bill'
import { inForceOn } from '../tariff/spans'
import type { CheckableBill } from './expected-bill'

type Tariffs = ReadonlyMap<string, CompiledTariff>

const MOST_PLANS = 50_000
const EVER = '0001-01-01' as PlainDate

export class AsIfAmounts {
  private readonly plans = new Map<string, BillPlan | null>()
  private readonly byVersion = new Map<PlainDate, AsIfAmounts>()
  private firstSteps: AsIfAmounts | null = null

  constructor(readonly tariffs: Tariffs) {}

  /** What the bill comes to on the terms, or null when that cannot be rated. */
  amountOf(terms: AssignmentTerms, bill: Omit<CheckableBill, 'amountFen'>): Fen | null {
    const { period, energyWh, yearToDateWh, meter = PLAIN_METER } = bill
    const plan = meter === PLAIN_METER && energyWh >= 0n ? this.planFor(terms, period) : null
    if (plan) return plan(energyWh, yearToDateWh)
    const rated = rateBill({ terms, tariffs: this.tariffs, period, energyWh, yearToDateWh, meter })
    return rated.outcome === 'rated' ? rated.amountFen : null
  }

  /** The same with every kWh at its first step. */
  withoutSteps(): AsIfAmounts {
    this.firstSteps ??= new AsIfAmounts(new Map([...this.tariffs].map(([code, tariff]) => [code, flattened(tariff)])))
    return this.firstSteps
  }

  /** The same on nothing but the versions in force on a date, as though they had always been. */
  pricedOn(date: PlainDate): AsIfAmounts {
    const known = this.byVersion.get(date) ?? new AsIfAmounts(new Map([...this.tariffs].map(([code, tariff]) => [code, frozen(tariff, date)])))
    this.byVersion.set(date, known)
    return known
  }

  private planFor(terms: AssignmentTerms, period: CheckableBill['period']): BillPlan | null {
    const key = `${period.from} ${period.to} ${JSON.stringify(terms)}`
    const known = this.plans.get(key)
    if (known !== undefined) return known
    if (this.plans.size >= MOST_PLANS) this.plans.clear()
    const made = planBills(terms, this.tariffs, period)
    this.plans.set(key, made)
    return made
  }
}

const flattened = (tariff: CompiledTariff): CompiledTariff => ({
  ...tariff,
  versions: tariff.versions.map((version) => ({
    ...version,
    energy: version.energy.map((charge) => ({ ...charge, tiers: charge.tiers.slice(0, 1).map((tier) => ({ ...tier, upTo: null })) })),
  })),
})

function frozen(tariff: CompiledTariff, date: PlainDate): CompiledTariff {
  const version = inForceOn(tariff, date)
  return { ...tariff, versions: version ? [{ ...version, effectiveFrom: EVER }] : [] }
}
