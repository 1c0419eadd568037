/** Charges that do not count kWh: fixed amounts, and demand or capacity of the two-part tariff. */
import { daysBetween } from '../../plain-date'
import { divide, multiply, ONE, ratio, ratioFromDecimal, sum, toDecimalText, toScaled, type Ratio } from '../../ratio'
import type { CompiledDemand, CompiledFixed } from '../compile'
import type { DraftLine, Span } from '../rating-types'
import { calendarMonths } from '../spans'
import { overlapDays } from '../usage'

interface StandingContext {
  category: string
  minorDigits: number
  period: Span
  span: Span
}

const MONTH_UNIT = 'month'
/** A part of a month times a large amount must still come to the fen on a pocket calculator. */
const QUANTITY_DIGITS = 12

/**
 * How many months a span counts: whole calendar months as they are, a part by the days of the calendar month each day
 * lies in; where the tariff gives days per month, always days ÷ that number.
 */
export function monthsCharged(span: Span, perDays: Ratio | null): Ratio {
  if (perDays) return divide(ratio(BigInt(daysBetween(span.from, span.to))), perDays)
  return sum(calendarMonths(span).map(({ days, of }) => (days === of ? ONE : ratio(BigInt(days), BigInt(of)))))
}

export function fixedLine(charge: CompiledFixed, context: StandingContext): DraftLine {
  const { period, span } = context
  const days = ratio(BigInt(daysBetween(span.from, span.to)))
  const quantity =
    charge.per === 'month'
      ? monthsCharged(span, charge.perDays)
      : charge.per === 'day'
        ? days
        : ratio(BigInt(overlapDays(span, period)), BigInt(daysBetween(period.from, period.to)))
  const unit = charge.per === 'month' ? MONTH_UNIT : charge.per
  return standingLine(charge.code, 'fixed', context, { quantity, unit, rate: charge.amount, value: charge.value })
}

/** @param demand contracted or highest measured demand as decimal text, in the charge's unit. */
export function demandLine(charge: CompiledDemand, context: StandingContext, demand: string): DraftLine {
  const quantity = multiply(ratioFromDecimal(demand), monthsCharged(context.span, charge.perDays))
  return standingLine(charge.code, 'demand', context, { quantity, unit: `${charge.unit}·${MONTH_UNIT}`, rate: charge.rate, value: charge.value })
}

function standingLine(
  code: string,
  kind: 'fixed' | 'demand',
  { category, minorDigits, span }: StandingContext,
  { quantity, unit, rate, value }: { quantity: Ratio; unit: string; rate: string; value: Ratio },
): DraftLine {
  return {
    category, charge: code, kind, government: false, season: null, period: null, tier: null, ...{ from: span.from, to: span.to },
    quantity: toDecimalText(quantity, QUANTITY_DIGITS), unit, rate, minorUnits: toScaled(multiply(quantity, value), minorDigits),
  }
}
