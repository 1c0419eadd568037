/**
 * What an inspection changed beyond what changed anyway: the change of the inspected districts less that of those not yet
 * inspected. Whether it is more than chance is told by handing the label "inspected" out anew many times (a randomisation
 * test with a seed: the same districts give the same answer every day).
 */
import { mean } from 'simple-statistics'
import { seededRandom } from './seeded-random'

/** One district's rate (never kWh) by period; null where it has none. */
export interface DistrictSeries {
  code: string
  inspected: boolean
  values: readonly (number | null)[]
}

/** With fewer districts nothing can be told from chance. */
export const LEAST_DISTRICTS = 20
const LEAST_IN_GROUP = 2
const SHUFFLES = 4999

export type Shown =
  | {
      shown: true
      inspected: GroupChange
      others: GroupChange
      effect: number
      /** Share of the random labellings whose effect is at least as large either way. */
      p: number
      shuffles: number
      districts: number
    }
  | { shown: false; reason: 'few-districts' | 'one-group'; districts: number; inspected: number }

export interface GroupChange {
  districts: number
  before: number
  after: number
  /** Mean of the districts by period, for drawing the trend before. */
  trend: (number | null)[]
}

interface Change {
  inspected: boolean
  before: number
  after: number
}

const known = (values: readonly (number | null)[]): number[] => values.filter((value) => value !== null)
const meanOf = (values: readonly (number | null)[]): number | null => (known(values).length === 0 ? null : mean(known(values)))

/**
 * @param first the place of the first period after the inspection; those before are the time before
 * Districts without a value before or after are left out.
 */
export function differenceInDifferences(series: readonly DistrictSeries[], first: number, seed: number): Shown {
  const whole = series.filter(({ values }) => known(values.slice(0, first)).length > 0 && known(values.slice(first)).length > 0)
  const inspected = whole.filter((one) => one.inspected)
  const others = whole.filter((one) => !one.inspected)
  if (whole.length < LEAST_DISTRICTS) return { shown: false, reason: 'few-districts', districts: whole.length, inspected: inspected.length }
  if (Math.min(inspected.length, others.length) < LEAST_IN_GROUP) return { shown: false, reason: 'one-group', districts: whole.length, inspected: inspected.length }
  const changes = whole.map(({ inspected: yes, values }): Change => ({ inspected: yes, before: mean(known(values.slice(0, first))), after: mean(known(values.slice(first))) }))
  const effect = effectOf(changes.map(({ before, after }) => after - before), changes.map((one) => one.inspected))
  return { shown: true, inspected: groupOf(inspected, first), others: groupOf(others, first), effect, p: randomisation(changes, effect, seed), shuffles: SHUFFLES, districts: whole.length }
}

function groupOf(group: readonly DistrictSeries[], first: number): GroupChange {
  const periods = Math.max(...group.map(({ values }) => values.length))
  const trend = Array.from({ length: periods }, (_, place) => meanOf(group.map(({ values }) => values[place] ?? null)))
  const side = (from: number, to?: number) => mean(group.map(({ values }) => mean(known(values.slice(from, to)))))
  return { districts: group.length, before: side(0, first), after: side(first), trend }
}

function effectOf(changes: readonly number[], inspected: readonly boolean[]): number {
  let [sum, count, otherSum] = [0, 0, 0]
  changes.forEach((change, place) => {
    if (inspected[place] === true) {
      sum += change
      count += 1
    } else otherSum += change
  })
  return sum / count - otherSum / (changes.length - count)
}

/** Rounding in the last digits must not make an equal effect a smaller one. */
const TOLERANCE = 1e-12

function randomisation(all: readonly Change[], effect: number, seed: number): number {
  const random = seededRandom(seed)
  const changes = all.map(({ before, after }) => after - before)
  const labels = all.map(({ inspected }) => inspected)
  let asLarge = 0
  for (let shuffle = 0; shuffle < SHUFFLES; shuffle += 1) {
    for (let last = labels.length - 1; last > 0; last -= 1) {
      const other = random.below(last + 1)
      const kept = labels[last] ?? false
      labels[last] = labels[other] ?? false
      labels[other] = kept
    }
    if (Math.abs(effectOf(changes, labels)) >= Math.abs(effect) - TOLERANCE) asLarge += 1
  }
  // The labelling that was seen is one of the possible ones.
  return (asLarge + 1) / (SHUFFLES + 1)
}
