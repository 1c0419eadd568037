/** The input of `rate`: tariffs, one assignment, one billing period, what the meter and the register say. */
import { z } from 'zod'
import { isDecimal } from '../decimal'
import { daysBetween, plainDate } from '../plain-date'
import { compare, ratioFromDecimal } from '../ratio'
import { assignmentLinesSchema } from './assignment'
import { minorDigitsOf } from './currency'
import { date, nonNegative, tariffDocumentSchema } from './document'

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
  .superRefine((value, context) => {
    const report = (path: (string | number)[], message: string) => context.addIssue({ code: 'custom', path, message })
    if (value.period.from >= value.period.to) report(['period', 'to'], 'must lie after from (to is exclusive)')
    else if (daysBetween(value.period.from, value.period.to) > LONGEST_DAYS) report(['period', 'to'], `a billing period of more than ${LONGEST_DAYS} days`)
    if (value.period.to > LAST_DATE) report(['period', 'to'], `must lie before ${LAST_DATE}`)
    if ('total' in value.usage && Object.keys(value.usage).length > 1) report(['usage'], 'expected either total or the registers')
    checkReadings(value, report)
    checkTariffs(value.tariffs, report)
  })

export type RatingCase = z.infer<typeof ratingCaseSchema>

const exceeds = (a: string, b: string): boolean =>
  isDecimal(a) && isDecimal(b) && compare(ratioFromDecimal(a), ratioFromDecimal(b)) > 0

/** Three years: longer than any bill. Dates beyond four digits of the year cannot be written. */
const LONGEST_DAYS = 1_100
const LAST_DATE = plainDate('9998-12-31')

type Report = (path: (string | number)[], message: string) => void

interface ReadingsShape {
  period: { from: string; to: string }
  usage: Record<string, string>
  readings?: { at: string; [register: string]: string }[] | undefined
}

/** Readings count up from the period's start, per register, to no more than the usage. */
function checkReadings({ period, usage, readings = [] }: ReadingsShape, report: Report): void {
  readings.forEach((reading, index) => {
    if (reading.at <= period.from || reading.at >= period.to) report(['readings', index, 'at'], 'must lie inside the period')
    const earlier = readings[index - 1]
    if (earlier && earlier.at >= reading.at) report(['readings', index, 'at'], 'must lie after the reading before it')
    for (const [register, whole] of Object.entries(usage)) {
      const kwh = reading[register]
      if (kwh === undefined) report(['readings', index, register], 'expected the kWh of this register')
      else if (exceeds(kwh, whole)) report(['readings', index, register], `more than the period's ${whole} kWh`)
      else if (exceeds(earlier?.[register] ?? '0', kwh)) report(['readings', index, register], 'less than the reading before it')
    }
    for (const register of Object.keys(reading)) {
      if (register !== 'at' && !(register in usage)) report(['readings', index, register], 'no such register in usage')
    }
  })
}

function checkTariffs(tariffs: readonly { category: string; currency: string; minorDigits?: number | undefined }[], report: Report): void {
  tariffs.forEach((tariff, index) => {
    if (tariffs.findIndex((other) => other.category === tariff.category) !== index) {
      report(['tariffs', index, 'category'], `${tariff.category} has another document`)
    }
    const [first] = tariffs
    if (first && (tariff.currency !== first.currency || minorDigitsOf(tariff) !== minorDigitsOf(first))) {
      report(['tariffs', index, 'currency'], 'one bill has one currency')
    }
  })
}
