/** A tariff document made ready for rating: texts parsed once, so that millions of bills need not. */
import type { PlainDate } from '../plain-date'
import { ratioFromDecimal, type Ratio } from '../ratio'
import { minorDigitsOf } from './currency'
import type { DemandCharge, EnergyCharge, FixedCharge, Season, TariffDocument, TariffVersion } from './document'

export interface CompiledTier {
  /** kWh up to and including which the tier reaches; null for the last. */
  upTo: Ratio | null
  rate: Ratio
  rateText: string
}

export type CompiledEnergy = Omit<EnergyCharge, 'tiers' | 'rate'> & { tiers: readonly CompiledTier[]; tiered: boolean }
export type CompiledFixed = FixedCharge & { value: Ratio; perDays: Ratio | null }
export type CompiledDemand = DemandCharge & { value: Ratio; perDays: Ratio | null }

export interface CompiledVersion {
  effectiveFrom: PlainDate
  seasons: readonly Season[]
  periods: readonly string[]
  energy: readonly CompiledEnergy[]
  fixed: readonly CompiledFixed[]
  demand: readonly CompiledDemand[]
  powerFactors: readonly { code: string; standard: '0.90' | '0.85' | '0.80' }[]
  percents: readonly { code: string; of: readonly string[]; rate: Ratio; rateText: string }[]
  minimums: readonly { code: string; amount: Ratio; amountText: string }[]
}

export interface CompiledTariff {
  category: string
  currency: string
  minorDigits: number
  /** Ascending by date. */
  versions: readonly CompiledVersion[]
}

export function compileTariff(document: TariffDocument): CompiledTariff {
  return {
    category: document.category,
    currency: document.currency,
    minorDigits: minorDigitsOf(document),
    versions: document.versions.map(compileVersion),
  }
}

function compileVersion(version: TariffVersion): CompiledVersion {
  const { charges } = version
  return {
    effectiveFrom: version.effectiveFrom,
    seasons: version.seasons ?? [],
    periods: version.periods ?? [],
    energy: charges.flatMap((charge) => (charge.kind === 'energy' ? [compileEnergy(charge)] : [])),
    fixed: charges.flatMap((charge) => (charge.kind === 'fixed' ? [{ ...charge, value: ratioFromDecimal(charge.amount), perDays: perDays(charge) }] : [])),
    demand: charges.flatMap((charge) => (charge.kind === 'demand' ? [{ ...charge, value: ratioFromDecimal(charge.rate), perDays: perDays(charge) }] : [])),
    powerFactors: charges.flatMap((charge) => (charge.kind === 'power-factor' ? [charge] : [])),
    percents: charges.flatMap((charge) =>
      charge.kind === 'percent' ? [{ code: charge.code, of: charge.of, rate: ratioFromDecimal(charge.rate), rateText: charge.rate }] : [],
    ),
    minimums: charges.flatMap((charge) =>
      charge.kind === 'minimum' ? [{ code: charge.code, amount: ratioFromDecimal(charge.amount), amountText: charge.amount }] : [],
    ),
  }
}

const perDays = ({ daysPerMonth }: { daysPerMonth?: string | undefined }): Ratio | null =>
  daysPerMonth === undefined ? null : ratioFromDecimal(daysPerMonth)

function compileEnergy({ tiers, rate, ...charge }: EnergyCharge): CompiledEnergy {
  const steps = tiers ?? [{ rate: rate ?? '0' }]
  return {
    ...charge,
    tiered: tiers !== undefined,
    tiers: steps.map((tier) => ({
      upTo: 'upTo' in tier && tier.upTo !== undefined ? ratioFromDecimal(tier.upTo) : null,
      rate: ratioFromDecimal(tier.rate),
      rateText: tier.rate,
    })),
  }
}
