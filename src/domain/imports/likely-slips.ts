/** Which slip of the pen would explain an amount that cannot be: a digit too many, a digit missing, a moved point. */
import { formatScaled, parseDecimal } from '../decimal'
import { compare, ratio, ratioFromDecimal, subtract, type Ratio } from '../ratio'

export type SlipKind = 'digit-too-many' | 'digit-missing' | 'point-moved' | 'ten-thousands'

export interface Slip {
  kind: SlipKind
  /** The value that it would have been, as decimal text. */
  value: string
}

export interface ExpectedRange {
  low: Ratio
  high: Ratio
}

const MOST_SUGGESTED = 3
/** Money is written to the fen: what has more decimals is no amount that somebody meant. */
const MOST_DECIMALS = 2

/**
 * The slips that bring the value into the range, the likeliest (nearest to the middle of the range) first.
 * `likelySlips('1222252.36', 119807..124697)` → a digit too many: 122252.36.
 */
export function likelySlips(value: string, range: ExpectedRange): Slip[] {
  const candidates: Slip[] = [...withoutOneDigit(value), ...shifted(value), ...withOneDigitMore(value, range)]
  const fitting = candidates.filter((slip) => fits(slip.value, range))
  const unique = fitting.filter((slip, index) => fitting.findIndex((other) => other.value === slip.value) === index)
  return unique.sort((a, b) => compare(distance(a.value, range), distance(b.value, range))).slice(0, MOST_SUGGESTED)
}

const fits = (value: string, { low, high }: ExpectedRange): boolean => {
  if ((value.split('.')[1]?.length ?? 0) > MOST_DECIMALS) return false
  const exact = ratioFromDecimal(value)
  return compare(exact, low) >= 0 && compare(exact, high) <= 0
}

/** Twice the distance to the middle, exact. */
function distance(value: string, { low, high }: ExpectedRange): Ratio {
  const exact = ratioFromDecimal(value)
  const twice = subtract(subtract(ratio(exact.n * 2n, exact.d), low), high)
  return twice.n < 0n ? ratio(-twice.n, twice.d) : twice
}

function withoutOneDigit(value: string): Slip[] {
  const [whole = '', fraction] = value.split('.')
  if (whole.length < 2) return []
  return [...whole].map((_, place) => {
    const rest = (whole.slice(0, place) + whole.slice(place + 1)).replace(/^0+(?=\d)/, '')
    return { kind: 'digit-too-many', value: fraction === undefined ? rest : `${rest}.${fraction}` }
  })
}

/** One more digit somewhere: only worth trying when the value is about a tenth of what it should be. */
function withOneDigitMore(value: string, range: ExpectedRange): Slip[] {
  const [whole = '', fraction] = value.split('.')
  if (!/^\d{1,15}$/.test(whole) || compare(ratioFromDecimal(value), range.low) >= 0) return []
  const places = Array.from({ length: whole.length + 1 }, (_, place) => place)
  return places.flatMap((place) =>
    [...'0123456789'].map((digit): Slip => {
      const more = whole.slice(0, place) + digit + whole.slice(place)
      return { kind: 'digit-missing', value: fraction === undefined ? more : `${more}.${fraction}` }
    }),
  )
}

function shifted(value: string): Slip[] {
  const { unscaled, scale } = parseDecimal(value)
  const written = (units: bigint, decimals: number) => formatScaled(units, decimals)
  return [
    { kind: 'point-moved', value: written(unscaled, scale + 1) },
    { kind: 'point-moved', value: written(unscaled, scale + 2) },
    { kind: 'point-moved', value: written(unscaled * 10n, scale) },
    { kind: 'point-moved', value: written(unscaled * 100n, scale) },
    { kind: 'ten-thousands', value: written(unscaled * 10_000n, scale) },
  ]
}
