/**
 * What an experienced inspector looks for, rule by rule, each with the figures its sentence needs. Rules say what is odd; how
 * likely it is wrong is told by what inspections found (`expected-recovery`), and until then by each rule's first estimate.
 */
import { featureIndex } from './features'
import { isBillingMonth, monthOf, monthsBetween, type PlainDate } from '../plain-date'
import { IDLE_KWH } from './series'

export const RULES = [
  'shop-level', 'shop-season', 'shop-name', 'split-never-applied', 'split-not-verified', 'use-swaps', 'zero-readings', 'frozen-readings',
  'other-price', 'sudden-step', 'step-after-handover', 'neighbours',
] as const
export type Rule = (typeof RULES)[number]

/** What a rule saw: whole numbers and texts that fill its sentence. */
export interface Sign {
  rule: Rule
  params: Readonly<Record<string, string | number>>
}

/** How the target's accounts are spread, which tells when an account is like them. */
export interface TargetRange {
  /** A quarter of the target's accounts have less than `lowerKwh` a month, half less than `middleKwh`. */
  lowerKwh: number
  middleKwh: number
  /** The share of the recorded class's accounts below which a level is "high", as kWh a month (nine in ten). */
  highKwh: number
}

const whole = (value: number): number => Math.round(value)

/** Level and season as the target's: nine in ten of the recorded class use less, or the months run as the target's do. */
export function shopSigns(features: ArrayLike<number>, mean: number, range: TargetRange): Sign[] {
  const signs: Sign[] = []
  if (mean >= range.highKwh && mean >= range.lowerKwh) signs.push({ rule: 'shop-level', params: { kwh: whole(mean), high: whole(range.highKwh), middle: whole(range.middleKwh) } })
  const season = features[featureIndex('season')] ?? Number.NaN
  const roughness = features[featureIndex('roughness')] ?? Number.NaN
  // Smooth over the months, and nearer to the target's season than to its own class's.
  if (season > 0.7 && season < 2.5 && roughness < 0.2 && mean >= range.lowerKwh) signs.push({ rule: 'shop-season', params: { percent: whole(Math.min(1, season) * 100) } })
  const name = features[featureIndex('name')] ?? Number.NaN
  if (name > 1.5) signs.push({ rule: 'shop-name', params: { times: whole(Math.exp(name)) } })
  const neighbours = features[featureIndex('neighbours')] ?? Number.NaN
  if (neighbours >= 0.4) signs.push({ rule: 'neighbours', params: { percent: whole(neighbours * 100) } })
  return signs
}

const LEAST_IDLE = 3
const LEAST_FROZEN = 3
/** From so many times more or less on, a change of level is sudden. */
const STEP_TIMES = 2.5

/** Readings that no household in use has: none for months after there were some, the same figure month after month, a sudden step. */
export function readingSigns(series: ArrayLike<number>, features: ArrayLike<number>, months: readonly string[]): Sign[] {
  const signs: Sign[] = []
  const known = [...Array(series.length).keys()].filter((column) => !Number.isNaN(series[column] ?? Number.NaN))
  const values = known.map((column) => series[column] ?? 0)
  const idle = runAtEnd(values, (kwh) => kwh < IDLE_KWH)
  if (idle >= LEAST_IDLE && values.slice(0, -idle).some((kwh) => kwh > 30)) signs.push({ rule: 'zero-readings', params: { months: idle } })
  const frozen = longestRun(values)
  if (frozen.length >= LEAST_FROZEN) signs.push({ rule: 'frozen-readings', params: { months: frozen.length, kwh: whole(frozen.kwh) } })
  const step = features[featureIndex('step')] ?? 0
  if (idle < LEAST_IDLE && Math.abs(step) > Math.log(STEP_TIMES)) {
    const month = months[known[stepPlace(values)] ?? 0] ?? ''
    signs.push({ rule: 'sudden-step', params: { times: whole(Math.exp(Math.abs(step)) * 10) / 10, direction: step > 0 ? 'up' : 'down', month } })
  }
  return signs
}

/** A new holder's use shows from the month before the name was changed until it has been billed a few times. */
const HANDOVER_MONTHS = { before: 1, after: 3 } as const

/** A sudden step about the time when the account changed hands says more than one without: another business may have moved in. */
export function withHandover(signs: readonly Sign[], changedOn: PlainDate | undefined): Sign[] {
  return signs.map((sign): Sign => {
    const month = String(sign.params['month'] ?? '')
    if (sign.rule !== 'sudden-step' || changedOn === undefined || !isBillingMonth(month)) return sign
    const later = monthsBetween(monthOf(changedOn), month)
    return later >= -HANDOVER_MONTHS.before && later <= HANDOVER_MONTHS.after ? { rule: 'step-after-handover', params: { ...sign.params, changed: changedOn } } : sign
  })
}

function runAtEnd(values: readonly number[], fits: (kwh: number) => boolean): number {
  let run = 0
  for (let at = values.length - 1; at >= 0 && fits(values[at] ?? 0); at -= 1) run += 1
  return run
}

function longestRun(values: readonly number[]): { length: number; kwh: number } {
  let best = { length: 0, kwh: 0 }
  let length = 0
  values.forEach((kwh, at) => {
    length = kwh >= IDLE_KWH && kwh === values[at - 1] ? length + 1 : 1
    if (kwh >= IDLE_KWH && length > best.length) best = { length, kwh }
  })
  return best
}

/** The first month after the largest change between the means of what is before and after it. */
function stepPlace(values: readonly number[]): number {
  let best = { place: 0, change: -1 }
  for (let place = 2; place <= values.length - 2; place += 1) {
    const mean = (part: readonly number[]) => part.reduce((sum, kwh) => sum + Math.log(kwh + 1), 0) / part.length
    const change = Math.abs(mean(values.slice(place)) - mean(values.slice(0, place)))
    if (change > best.change) best = { place, change }
  }
  return best.place
}

/** A month is at rest when it has less than this share of the account's own mean. */
const REST_SHARE = 0.25
const LEAST_TURNS = 2
const LEAST_COMMON_MONTHS = 4

/**
 * Whether two meters at one address are used in turn: where one rests the other runs, each way at least twice, and never both
 * at rest for long.
 * @returns in how many months one of the two rests while the other runs, or null when they do not alternate
 */
export function turnsTaken(one: ArrayLike<number>, other: ArrayLike<number>): number | null {
  const [meanOne, meanOther] = [meanOf(one), meanOf(other)]
  if (meanOne < 10 || meanOther < 10) return null
  let [first, second, common, both] = [0, 0, 0, 0]
  for (let column = 0; column < one.length; column += 1) {
    const [a, b] = [one[column] ?? Number.NaN, other[column] ?? Number.NaN]
    if (Number.isNaN(a) || Number.isNaN(b)) continue
    common += 1
    const [restsA, restsB] = [a < REST_SHARE * meanOne, b < REST_SHARE * meanOther]
    if (restsA && !restsB) first += 1
    if (restsB && !restsA) second += 1
    if (restsA && restsB) both += 1
  }
  return common >= LEAST_COMMON_MONTHS && first >= LEAST_TURNS && second >= LEAST_TURNS && both === 0 ? first + second : null
}

function meanOf(series: ArrayLike<number>): number {
  const known = Array.from(series).filter((kwh) => !Number.isNaN(kwh))
  return known.reduce((sum, kwh) => sum + kwh, 0) / Math.max(1, known.length)
}
