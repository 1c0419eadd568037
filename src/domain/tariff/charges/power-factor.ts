/**
 * The power-factor adjustment of the two-part tariff. Source: 功率因数调整电费办法, (83)水电财字第215号, tables for the
 * standards 0.90, 0.85 and 0.80. Steps are hundredths of the factor; adjustments are in hundredths of a per cent.
 */
import { compare, divide, isZero, multiply, ratio, type Ratio, add } from '../../ratio'

export type PowerFactorStandard = '0.90' | '0.85' | '0.80'

interface Table {
  standard: number
  /** Factors above the standard in order: the reduction reached, as hundredths of a per cent; the last one holds on. */
  reductions: readonly number[]
}

const TABLES: Record<PowerFactorStandard, Table> = {
  '0.90': { standard: 90, reductions: [15, 30, 45, 60, 75] },
  '0.85': { standard: 85, reductions: [10, 20, 30, 40, 50, 65, 80, 95, 110] },
  '0.80': { standard: 80, reductions: [10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 115, 130] },
}

/** The first twenty hundredths below the standard cost 0.5 % each, the next five 1 %, all further ones 2 %. */
const SURCHARGES = [
  { steps: 20, each: 50 },
  { steps: 5, each: 100 },
  { steps: 100, each: 200 },
]

/** The adjustment in hundredths of a per cent: positive raises the bill. `factor` is in hundredths, 0 to 100. */
export function adjustmentFor(standard: PowerFactorStandard, factor: number): number {
  const table = TABLES[standard]
  const above = factor - table.standard
  if (above === 0) return 0
  if (above > 0) return -(table.reductions[Math.min(above, table.reductions.length) - 1] ?? 0)
  let left = -above
  let surcharge = 0
  for (const { steps, each } of SURCHARGES) {
    const counted = Math.min(left, steps)
    surcharge += counted * each
    left -= counted
  }
  return surcharge
}

/**
 * The power factor in hundredths, rounded half up: active ÷ √(active² + reactive²), compared in squares so that it stays
 * exact. Null without any energy.
 */
export function powerFactorHundredths(activeKwh: Ratio, reactiveKvarh: Ratio): number | null {
  if (isZero(activeKwh) && isZero(reactiveKvarh)) return null
  const active = multiply(activeKwh, activeKwh)
  const share = divide(active, add(active, multiply(reactiveKvarh, reactiveKvarh)))
  for (let factor = 100; factor > 0; factor -= 1) {
    const lower = BigInt(2 * factor - 1)
    if (compare(share, ratio(lower * lower, 40_000n)) >= 0) return factor
  }
  return 0
}
