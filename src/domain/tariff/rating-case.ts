/** The input of `rate`: tariffs, one assignment, one billing period, what the meter and the register say. */
import * as z from 'zod'
import { isDecimal } from '../decimal'
import { daysBetween, isPlainDate, plainDate } from '../plain-date'
import { compare, ratioFromDecimal } from '../ratio'
import { assignmentLinesSchema } from './assignment'
import { minorDigitsOf } from './currency'
import { date, nonNegative, tariffDocumentSchema } from './document'
import { EVEN_WITH_FAULTS, reporter } from './document-checks'
import { fieldsOf, listOf, type Report } from './document-readable'

const registers = z.record(z.string(), nonNegative).refine((usage) => Object.keys(usage).length > 0, 'must not be empty')

const readingSchema = z.object({ at: date }).catchall(nonNegative)

export const ratingCaseSchema = z
  .strictObject({
    tariffs: z.array(tariffDocumentSchema).min(1, 'expected at least one tariff document'),
    assignment: assignmentLinesSchema,
    period: z.strictObject({ from: date, to: date }),
    usage: registers,
    readings: z.array(readingSchema).optional(),
    yearToDateKwh: nonNegative.optional(),
    demand: z.strictObject({ contract: nonNegative.optional(), maximum: nonNegative.optional() }).optional(),
    reactiveKvarh: nonNegative.optional(),
    lossKwh: nonNegative.optional(),
  })
  .superRefine(checkCase, EVEN_WITH_FAULTS)

export type RatingCase = z.infer<typeof ratingCaseSchema>

/** Three years: longer than any bill. Dates beyond four digits of the year cannot be written. */
const LONGEST_DAYS = 1_100
const LAST_DATE = plainDate('9998-12-31')

/** @param value of any shape: only what is readable is looked at, so that one wrong field does not hide other faults */
function checkCase(value: unknown, context: z.core.$RefinementCtx): void {
  const report = reporter(context)
  const { period, usage, readings, tariffs } = fieldsOf(value)
  const { from, to } = fieldsOf(period)
  const days = typeof from === 'string' && typeof to === 'string' ? { from, to } : null
  if (days && days.from >= days.to) report(['period', 'to'], 'must lie after from (to is exclusive)')
  else if (days && isPlainDate(days.from) && isPlainDate(days.to) && daysBetween(days.from, days.to) > LONGEST_DAYS) {
    report(['period', 'to'], `a billing period of more than ${LONGEST_DAYS} days`)
  }
  if (days && days.to > LAST_DATE) report(['period', 'to'], `must lie before ${LAST_DATE}`)
  const registers = fieldsOf(usage)
  if ('total' in registers && Object.keys(registers).length > 1) report(['usage'], 'expected either total or the registers')
  checkReadings({ days, registers, readings: listOf(readings).map(fieldsOf) }, report)
  checkTariffs(listOf(tariffs).map(fieldsOf), report)
}

type Fields = Readonly<Record<string, unknown>>

interface ReadableReadings {
  days: { from: string; to: string } | null
  registers: Fields
  readings: readonly Fields[]
}

/** Readings count up from the period's start, per register, to no more than the usage. */
function checkReadings({ days, registers, readings }: ReadableReadings, report: Report): void {
  readings.forEach((reading, index) => {
    const at = reading['at']
    const earlier = readings[index - 1]
    const earlierAt = earlier?.['at']
    if (typeof at === 'string') {
      if (days && (at <= days.from || at >= days.to)) report(['readings', index, 'at'], 'must lie inside the period')
      if (typeof earlierAt === 'string' && earlierAt >= at) report(['readings', index, 'at'], 'must lie after the reading before it')
    }
    for (const [register, whole] of Object.entries(registers)) {
      const kwh = reading[register]
      if (kwh === undefined) report(['readings', index, register], 'expected the kWh of this register')
      else if (exceeds(kwh, whole)) report(['readings', index, register], `more than the period's ${String(whole)} kWh`)
      else if (exceeds(earlier?.[register] ?? '0', kwh)) report(['readings', index, register], 'less than the reading before it')
    }
    for (const register of Object.keys(reading)) {
      if (register !== 'at' && !(register in registers)) report(['readings', index, register], 'no such register in usage')
    }
  })
}

const exceeds = (a: unknown, b: unknown): boolean =>
  typeof a === 'string' && typeof b === 'string' && isDecimal(a) && isDecimal(b) && compare(ratioFromDecimal(a), ratioFromDecimal(b)) > 0

function checkTariffs(tariffs: readonly Fields[], report: Report): void {
  tariffs.forEach(({ category, currency, minorDigits }, index) => {
    if (typeof category === 'string' && tariffs.findIndex((other) => other['category'] === category) !== index) {
      report(['tariffs', index, 'category'], `${category} has another document`)
    }
    if (digitsOf(currency, minorDigits) !== digitsOf(tariffs[0]?.['currency'], tariffs[0]?.['minorDigits'])) {
      report(['tariffs', index, 'currency'], 'one bill has one currency')
    }
  })
}

/** A currency with the digits it is rounded to; null while it cannot be read. */
const digitsOf = (currency: unknown, minorDigits: unknown): string | null =>
  typeof currency === 'string' ? `${currency} ${minorDigitsOf({ currency, ...(typeof minorDigits === 'number' ? { minorDigits } : {}) })}` : null
