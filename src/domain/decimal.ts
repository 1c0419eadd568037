/**
 * Exact decimals on bigint: a value is `unscaled ÷ 10^scale`. Only what rating and checking need: parse, align,
 * round once. Rates, quantities and ratios enter as text and never pass through a binary float.
 */

const PATTERN = /^([+-]?)(\d+)(?:\.(\d+))?$/

export class Decimal {
  constructor(
    readonly unscaled: bigint,
    readonly scale: number,
  ) {}

  /** The value in units of 10^-scale. @throws RangeError when that would lose digits. */
  toScaledExact(scale: number): bigint {
    if (scale >= this.scale) return this.unscaled * 10n ** BigInt(scale - this.scale)
    const divisor = 10n ** BigInt(this.scale - scale)
    if (this.unscaled % divisor !== 0n) {
      throw new RangeError(`${this.toString()} has more than ${scale} decimals`)
    }
    return this.unscaled / divisor
  }

  toString(): string {
    return formatScaled(this.unscaled, this.scale)
  }
}

/** Whether the text is a plain decimal number: digits, one optional point, one optional sign. */
export const isDecimal = (text: string): boolean => PATTERN.test(text)

/** @throws RangeError when the text is no plain decimal number. */
export function parseDecimal(text: string): Decimal {
  const match = PATTERN.exec(text)
  if (!match) throw new RangeError(`not a decimal number: ${JSON.stringify(text)}`)
  const [, sign = '', whole = '', fraction = ''] = match
  const magnitude = BigInt(whole + fraction)
  return new Decimal(sign === '-' ? -magnitude : magnitude, fraction.length)
}

/**
 * Integer division rounded half up, away from zero at the half for either sign, so that a refund mirrors its charge.
 * @throws RangeError on division by zero.
 */
export function roundHalfUp(numerator: bigint, denominator: bigint): bigint {
  if (denominator === 0n) throw new RangeError('division by zero')
  const negative = numerator < 0n !== denominator < 0n
  const n = numerator < 0n ? -numerator : numerator
  const d = denominator < 0n ? -denominator : denominator
  const rounded = (2n * n + d) / (2n * d)
  return negative ? -rounded : rounded
}

/** Writes `value ÷ 10^scale` as decimal text; trailing zeros of the fraction are dropped unless `keepZeros`. */
export function formatScaled(value: bigint, scale: number, { keepZeros = false } = {}): string {
  const digits = (value < 0n ? -value : value).toString().padStart(scale + 1, '0')
  const whole = digits.slice(0, digits.length - scale)
  const fraction = keepZeros ? digits.slice(digits.length - scale) : digits.slice(digits.length - scale).replace(/0+$/, '')
  return `${value < 0n ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`
}

/** Which way an amount points: −1, 0 or 1. */
export const signOf = (value: bigint): -1 | 0 | 1 => (value < 0n ? -1 : value > 0n ? 1 : 0)
