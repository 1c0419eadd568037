/** What goes into rating and what comes out of it, in the words of the tariff format. */
import type { PlainDate } from '../plain-date'
import type { Ratio } from '../ratio'

/** A stretch of days, `to` exclusive. */
export interface Span {
  from: PlainDate
  to: PlainDate
}

/** kWh by register; the one register of a plain meter is called `total`. */
export type Registers = ReadonlyMap<string, Ratio>

export interface RatingLine {
  category: string
  charge: string
  season: string | null
  period: string | null
  /** 1 for the first tier; null for a charge without tiers. */
  tier: number | null
  from: PlainDate
  to: PlainDate
  /** Decimal text: kWh to six decimals, parts of a month to twelve. */
  quantity: string
  unit: string
  rate: string
  /** Decimal text in the currency, rounded half up to its minor unit. */
  amount: string
}

export type UncheckableReason =
  | { code: 'no-tariff'; category: string }
  | { code: 'no-version'; category: string; from: PlainDate; to: PlainDate }
  | { code: 'missing-registers'; category: string; registers: string[] }
  | { code: 'unknown-registers'; category: string; registers: string[] }
  | { code: 'missing-demand'; category: string; basis: 'contract' | 'maximum' }
  | { code: 'missing-reactive'; category: string }

export type RatingOutcome =
  | { outcome: 'rated'; currency: string; total: string; lines: RatingLine[] }
  | { outcome: 'uncheckable'; reasons: UncheckableReason[] }

/** A line written out for people, with what its charge is: codes are the tariff's own. */
export interface BillLine extends RatingLine {
  kind: DraftLine['kind']
  government: boolean
}

/** A line before it is written out: its amount in minor units, and whether funds of the government are in it. */
export interface DraftLine extends Omit<RatingLine, 'amount'> {
  minorUnits: bigint
  government: boolean
  kind: 'energy' | 'fixed' | 'demand' | 'power-factor' | 'percent' | 'minimum'
}
