/** Cutting a billing period where something changes: the version in force, the season, the calendar year. */
import { addDays, addMonths, daysInMonth, firstDayOf, monthOf, monthsBetween, type PlainDate } from '../plain-date'
import type { CompiledTariff, CompiledVersion } from './compile'
import type { Span } from './rating-types'
import { seasonOn } from './seasons'

export interface VersionSpan extends Span {
  /** Null where no version is in force: never a neighbour's price. */
  version: CompiledVersion | null
}

/** The period cut at the dates where another version comes into force. */
export function versionSpans(tariff: CompiledTariff, period: Span): VersionSpan[] {
  const spans: VersionSpan[] = []
  let from = period.from
  let version = inForceOn(tariff, from)
  for (const next of tariff.versions) {
    if (next.effectiveFrom <= period.from || next.effectiveFrom >= period.to) continue
    spans.push({ from, to: next.effectiveFrom, version })
    from = next.effectiveFrom
    version = next
  }
  return [...spans, { from, to: period.to, version }]
}

/** The version in force on a date, or null before the first. */
export const inForceOn = (tariff: CompiledTariff, date: PlainDate): CompiledVersion | null =>
  tariff.versions.findLast((version) => version.effectiveFrom <= date) ?? null

/** The stretches of a span that lie in the named season. */
export function seasonSpans(version: CompiledVersion, span: Span, season: string): Span[] {
  const spans: Span[] = []
  let start: PlainDate | null = null
  for (let day = span.from; day < span.to; day = addDays(day, 1)) {
    const inside = seasonOn(version.seasons, day).name === season
    if (inside) start ??= day
    else if (start) {
      spans.push({ from: start, to: day })
      start = null
    }
  }
  return start ? [...spans, { from: start, to: span.to }] : spans
}

/** A span cut at each 1 January, where accumulated energy begins anew. */
export function yearSpans(span: Span): Span[] {
  const spans: Span[] = []
  let from = span.from
  for (let turn = nextYear(from); turn < span.to; turn = nextYear(from)) {
    spans.push({ from, to: turn })
    from = turn
  }
  return [...spans, { from, to: span.to }]
}

const nextYear = (date: PlainDate): PlainDate => `${String(Number(date.slice(0, 4)) + 1).padStart(4, '0')}-01-01` as PlainDate

/** The billing months a period stands for: whole months from day to day, at least one. */
export function monthsOf(period: Span): number {
  const months = monthsBetween(monthOf(period.from), monthOf(period.to))
  const lastDay = Math.min(Number(period.from.slice(8)), daysInMonth(monthOf(period.to)))
  return Math.max(1, Number(period.to.slice(8)) < lastDay ? months - 1 : months)
}

/** The calendar months a span touches, each with the days of it that lie inside. */
export function calendarMonths(span: Span): { days: number; of: number }[] {
  const months: { days: number; of: number }[] = []
  for (let month = monthOf(span.from); firstDayOf(month) < span.to; month = addMonths(month, 1)) {
    const of = daysInMonth(month)
    const start = Math.max(1, month === monthOf(span.from) ? Number(span.from.slice(8)) : 1)
    const end = month === monthOf(span.to) ? Number(span.to.slice(8)) - 1 : of
    months.push({ days: end - start + 1, of })
  }
  return months
}
