/** Splits that a bill may have been made with instead of the ones on record, likelier ones first. */
import type { Wh } from '../energy'
import type { AssignmentTerms, Split } from '../tariff/assignment'

const WH_PER_KWH = 1000n
const PERCENTS = Array.from({ length: 99 }, (_, index) => index + 1)
/** Where none is on record only the usual ones are tried: fives. */
const USUAL_PERCENTS = PERCENTS.filter((percent) => percent % 5 === 0)
const QUANTITY_STEP_KWH = 10
const MOST_QUANTITIES = 100

const ratioText = (percent: number): string => `0.${String(percent).padStart(2, '0')}`

/** @param categories every category there is */
export function* otherSplits(terms: AssignmentTerms, categories: readonly string[], energyWh: Wh): Generator<AssignmentTerms> {
  const { splits, remainder } = terms
  if (splits.length > 1) for (const [index] of splits.entries()) yield { ...terms, splits: splits.filter((_, other) => other !== index) }
  if (splits.length > 0) for (const category of categories) if (category !== remainder) yield { ...terms, remainder: category }
  for (const [index, split] of splits.entries()) {
    const instead = (other: Split): AssignmentTerms => ({ ...terms, splits: splits.with(index, other) })
    for (const category of categories) if (category !== split.category) yield instead({ ...split, category })
    for (const other of sizesOf(split, energyWh)) yield instead(other)
  }
  if (splits.length > 0) return
  for (const category of categories) {
    if (category === remainder) continue
    for (const percent of USUAL_PERCENTS) yield { remainder, splits: [{ category, method: 'fixed-ratio', ratio: ratioText(percent) }] }
  }
}

function sizesOf(split: Split, energyWh: Wh): Split[] {
  if (split.method === 'fixed-ratio') return PERCENTS.map((percent) => ({ ...split, ratio: ratioText(percent) }))
  const whole = energyWh / WH_PER_KWH
  const quantities = Array.from({ length: MOST_QUANTITIES }, (_, index) => (index + 1) * QUANTITY_STEP_KWH)
  return quantities.filter((kwh) => BigInt(kwh) <= whole).map((kwh) => ({ ...split, kwh: String(kwh) }))
}
