/** Rating one account's month from the books: whole watt-hours in, fen and watt-hours by category out. */
import { wh, type Wh } from '../energy'
import { fen, type Fen } from '../money'
import { add, multiply, ratio, toScaled, ZERO } from '../ratio'
import type { AssignmentTerms } from './assignment'
import { categoriesOf } from './assignment'
import type { CompiledTariff } from './compile'
import { rateCompiled, writtenLine } from './rate'
import type { RatingLine, Registers, Span, UncheckableReason } from './rating-types'

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
  energyWh: Wh
  /** kWh by register where the meter has several; they add up to `energyWh`. */
  registers?: Registers | undefined
  /** Energy since 1 January before this bill. */
  yearToDateWh: Wh
}

export type RatedBill =
  | { outcome: 'rated'; lines: RatingLine[]; parts: BillPart[]; amountFen: Fen }
  | { outcome: 'uncheckable'; reasons: UncheckableReason[] }

const WH_PER_KWH = 1000n

/**
 * @returns the working line by line, and its sums by category (in the order of the terms, the remainder last). The parts'
 *   energy adds up to the reading exactly: what rounding to the watt-hour leaves falls to the last part. Without a tariff
 *   version in force the outcome is `uncheckable`, with what is missing.
 */
export function rateBill({ terms, tariffs, period, energyWh, registers, yearToDateWh }: BillInput): RatedBill {
  const outcome = rateCompiled({
    terms,
    tariffs,
    period,
    usage: registers ?? new Map([['total', ratio(energyWh, WH_PER_KWH)]]),
    yearToDate: ratio(yearToDateWh, WH_PER_KWH),
  })
  if (outcome.outcome === 'uncheckable') return outcome
  const parts: BillPart[] = []
  let cumulative = ZERO
  let given = 0n
  for (const category of categoriesOf(terms)) {
    cumulative = add(cumulative, outcome.shares.get(category) ?? ZERO)
    const upTo = toScaled(multiply(cumulative, ratio(energyWh)), 0)
    const amount = outcome.lines.reduce((sum, line) => (line.category === category ? sum + line.minorUnits : sum), 0n)
    parts.push({ category, energyWh: wh(upTo - given), amountFen: fen(amount) })
    given = upTo
  }
  return {
    outcome: 'rated',
    lines: outcome.lines.map((line) => writtenLine(line, outcome.minorDigits)),
    parts,
    amountFen: fen(parts.reduce((sum, part) => sum + part.amountFen, 0n)),
  }
}
