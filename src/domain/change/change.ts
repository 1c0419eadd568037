/** What changed between two months: in number and per cent, exactly; per cents are decimal text, rounded half up. */
import { formatScaled, roundHalfUp } from '../decimal'
import { subtractWh, wh, type Wh } from '../energy'
import { averagePrice, fen, subtractFen, type Fen } from '../money'
import { ratioFromDecimal, toScaled } from '../ratio'

/** The figures of a month for a scope and a category (or all of them). */
export interface MonthFigures {
  accounts: number
  energyWh: Wh
  amountFen: Fen
}

export interface FiguresChange {
  accounts: number
  energyWh: Wh
  amountFen: Fen
  /** Per cent with two decimals, or null where the earlier figure is 0. */
  accountsPercent: string | null
  energyPercent: string | null
  amountPercent: string | null
}

/** Decimals of an average price. */
const PRICE_SCALE = 6

/** What an average price changed by: yuan per kWh with six decimals and a sign of its own, and in per cent. */
export interface PriceChange {
  direction: -1 | 0 | 1
  difference: string
  percent: string | null
}

/** Between two average prices in decimal text; null where either is missing. @throws RangeError when a text is none */
export function priceChange(before: string | null, now: string | null): PriceChange | null {
  if (before === null || now === null) return null
  const [was, is] = [toScaled(ratioFromDecimal(before), PRICE_SCALE), toScaled(ratioFromDecimal(now), PRICE_SCALE)]
  return { direction: is > was ? 1 : is < was ? -1 : 0, difference: formatScaled(is - was, PRICE_SCALE, { keepZeros: true }), percent: percentChange(was, is) }
}

export const NO_FIGURES: MonthFigures = { accounts: 0, energyWh: wh(0n), amountFen: fen(0n) }

/** `(now − before) ÷ |before|` in per cent: `percentChange(44050621n, 50024255n)` → `"13.56"`. */
export function percentChange(before: bigint, now: bigint): string | null {
  if (before === 0n) return null
  const base = before < 0n ? -before : before
  return formatScaled(roundHalfUp((now - before) * 10_000n, base), 2, { keepZeros: true })
}

/** A part of a whole in per cent with `decimals` places; null of nothing. */
export function percentOf(part: bigint, whole: bigint, decimals = 1): string | null {
  if (whole === 0n) return null
  return formatScaled(roundHalfUp(part * 100n * 10n ** BigInt(decimals), whole), decimals, { keepZeros: true })
}

export function changeBetween(before: MonthFigures, now: MonthFigures): FiguresChange {
  return {
    accounts: now.accounts - before.accounts,
    energyWh: subtractWh(now.energyWh, before.energyWh),
    amountFen: subtractFen(now.amountFen, before.amountFen),
    accountsPercent: percentChange(BigInt(before.accounts), BigInt(now.accounts)),
    energyPercent: percentChange(before.energyWh, now.energyWh),
    amountPercent: percentChange(before.amountFen, now.amountFen),
  }
}

export const addFigures = (a: MonthFigures, b: MonthFigures): MonthFigures => ({
  accounts: a.accounts + b.accounts,
  energyWh: wh(a.energyWh + b.energyWh),
  amountFen: fen(a.amountFen + b.amountFen),
})

export const sumFigures = (figures: Iterable<MonthFigures>): MonthFigures => [...figures].reduce(addFigures, NO_FIGURES)

/** Yuan per kWh with six decimals, or null without energy. */
export const priceOf = ({ amountFen, energyWh }: MonthFigures): string | null => averagePrice(amountFen, energyWh)
