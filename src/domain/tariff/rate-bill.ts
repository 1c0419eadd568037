/** Rating one account's month from the books: whole watt-hours in, fen and watt-hours by category out. */
import { wh, type Wh } from '../energy'
import { fen, type Fen } from '../money'
import type { PlainDate } from '../plain-date'
import { add, multiply, ratio, toScaled, ZERO } from '../ratio'
import type { AssignmentTerms } from './assignment'
import { categoriesOf } from './assignment'
import type { CompiledTariff } from './compile'
import { PLAIN_METER, usageOf, type MeterFacts } from './meter-facts'
import { rateCompiled, writtenLine } from './rate'
import type { BillLine, Span, UncheckableReason } from './rating-types'
import { totalOf, usageWithin } from './usage'

/** One category's part of a bill. */
export interface BillPart {
  category: string
  energyWh: Wh
  amountFen: Fen
}

export interface BillInput {
  terms: AssignmentTerms
  /** Compiled tariffs by category code; `features/tariffs/queries.compiledTariffs` has those in the database. */
  tariffs: ReadonlyMap<string, CompiledTariff>
  /** The billed days, `to` exclusive. */
  period: Span
  /** The days of them on which the terms hold; all when not given. Energy is that of the whole period all the same. */
  within?: Span
  energyWh: Wh
  /** Energy since 1 January before this bill. */
  yearToDateWh: Wh
  /** What the meter says besides its total. */
  meter?: MeterFacts | undefined
}

export type RatedBill =
  | { outcome: 'rated'; lines: BillLine[]; parts: BillPart[]; amountFen: Fen }
  | { outcome: 'uncheckable'; reasons: UncheckableReason[] }

const WH_PER_KWH = 1000n

/**
 * @returns the working line by line, and its sums by category (in the order of the terms, the remainder last). The parts'
 *   energy adds up to the reading exactly: what rounding to the watt-hour leaves falls to the last part. Without a tariff
 *   version in force the outcome is `uncheckable`, with what is missing.
 */
export function rateBill({ terms, tariffs, period, within = period, energyWh, yearToDateWh, meter = PLAIN_METER }: BillInput): RatedBill {
  const usage = usageOf(energyWh, meter)
  const { readings, demand, reactive, loss } = meter
  const outcome = rateCompiled({ terms, tariffs, period, within, usage, readings, yearToDate: ratio(yearToDateWh, WH_PER_KWH), demand, reactive, loss })
  if (outcome.outcome === 'uncheckable') return outcome
  assertBooksCurrency(outcome)
  const usedBy = (day: PlainDate) => toScaled(multiply(totalOf(usageWithin({ from: period.from, to: day }, period, usage, readings)), ratio(WH_PER_KWH)), 0)
  const stretchWh = usedBy(within.to) - usedBy(within.from)
  const parts: BillPart[] = []
  let cumulative = ZERO
  let given = 0n
  for (const category of categoriesOf(terms)) {
    cumulative = add(cumulative, outcome.shares.get(category) ?? ZERO)
    const upTo = toScaled(multiply(cumulative, ratio(stretchWh)), 0)
    const amount = outcome.lines.reduce((sum, line) => (line.category === category ? sum + line.minorUnits : sum), 0n)
    parts.push({ category, energyWh: wh(upTo - given), amountFen: fen(amount) })
    given = upTo
  }
  return {
    outcome: 'rated',
    lines: outcome.lines.map((line) => ({ ...writtenLine(line, outcome.minorDigits), kind: line.kind, government: line.government })),
    parts,
    amountFen: fen(parts.reduce((sum, part) => sum + part.amountFen, 0n)),
  }
}

/** The books are kept in yuan and fen; the catalogue refuses tariffs of another currency, so that none comes this far. */
export function assertBooksCurrency({ currency, minorDigits }: { currency: string; minorDigits: number }): void {
  if (currency !== 'CNY' || minorDigits !== 2) throw new Error(`the books are kept in fen, not in ${currency} with ${minorDigits} digits`)
}
