/** Seasons: named parts of the year that together cover it once. */
import { addDays, isPlainDate, plainDate, type PlainDate } from '../plain-date'

export interface SeasonSpan {
  name: string
  /** MM-DD, inclusive. */
  from: string
  /** MM-DD, inclusive; before `from` when the season spans the turn of the year. */
  to: string
}

/** 29 February belongs to whatever holds it: a leap year is the calendar that is checked. */
const LEAP_YEAR = '2024'
const DAYS_IN_LEAP_YEAR = 366

export const holdsDay = (season: SeasonSpan, monthDay: string): boolean =>
  season.from <= season.to
    ? season.from <= monthDay && monthDay <= season.to
    : monthDay >= season.from || monthDay <= season.to

/** The season a date lies in. @throws RangeError when none holds it, which the schema rules out. */
export function seasonOn<Span extends SeasonSpan>(seasons: readonly Span[], date: PlainDate): Span {
  const found = seasons.find((season) => holdsDay(season, date.slice(5)))
  if (!found) throw new RangeError(`no season holds ${date}`)
  return found
}

interface SeasonFault {
  path: (string | number)[]
  message: string
}

/** A season that may still lack something. */
interface ReadSeason {
  name?: string | undefined
  from?: string | undefined
  to?: string | undefined
}

const MONTH_DAY = /^\d{2}-\d{2}$/

/** Days that do not exist or are held by no season or by several, and names used twice. */
export function seasonFaults(seasons: readonly ReadSeason[]): SeasonFault[] {
  const faults: SeasonFault[] = []
  seasons.forEach(({ name, from, to }, index) => {
    if (name !== undefined && seasons.findIndex((other) => other.name === name) !== index) faults.push({ path: [index, 'name'], message: `${name} is named twice` })
    for (const [field, day] of [['from', from], ['to', to]] as const) {
      if (day !== undefined && MONTH_DAY.test(day) && !isDayOfYear(day)) faults.push({ path: [index, field], message: `there is no day ${day} in the year` })
    }
  })
  const spans = seasons.flatMap(({ name = '', from, to }) => (from !== undefined && to !== undefined && isDayOfYear(from) && isDayOfYear(to) ? [{ name, from, to }] : []))
  // With a season whose days cannot be read, nobody can say what the others leave open.
  return spans.length === seasons.length && seasons.length > 0 ? [...faults, ...coverFaults(spans)] : faults
}

const isDayOfYear = (monthDay: string): boolean => MONTH_DAY.test(monthDay) && isPlainDate(`${LEAP_YEAR}-${monthDay}`)

function coverFaults(seasons: readonly SeasonSpan[]): SeasonFault[] {
  const faults: SeasonFault[] = []
  const firstDay = plainDate(`${LEAP_YEAR}-01-01`)
  let gap: string | undefined
  let overlap: { day: string; index: number } | undefined
  for (let offset = 0; offset < DAYS_IN_LEAP_YEAR; offset += 1) {
    const day = addDays(firstDay, offset).slice(5)
    const holders = seasons.flatMap((season, index) => (holdsDay(season, day) ? [index] : []))
    if (holders.length === 0) gap ??= day
    const second = holders[1]
    if (second !== undefined) overlap ??= { day, index: second }
  }
  if (gap !== undefined) faults.push({ path: [], message: `no season holds ${gap}: together they cover the year once` })
  if (overlap) faults.push({ path: [overlap.index], message: `overlaps another season on ${overlap.day}` })
  return faults
}
