/**
 * What an inspection changed beyond what changed anyway: the change of the inspected districts less that of those not yet
 * inspected. Whether it is more than chance is told by handing the label "inspected" out anew (`randomisation.ts`).
 */
import { mean } from 'simple-statistics'
import { effectOf, randomisationTest } from './randomisation'

/** One district's rate (never kWh) by period; null where it has none. */
export interface DistrictSeries {
  code: string
  inspected: boolean
  values: readonly (number | null)[]
}

/** With fewer districts nothing can be told from chance. */
export const LEAST_DISTRICTS = 20
const LEAST_IN_GROUP = 2

export type Shown =
  | {
      shown: true
      inspected: GroupChange
      others: GroupChange
      effect: number
      p: number
      /** How many labellings that p counts. */
      shuffles: number
      districts: number
      /** The same question asked of the time before alone, its later half against its earlier; null when that is too short. */
      before: { effect: number; p: number } | null
    }
  | { shown: false; reason: 'few-districts' | 'one-group'; districts: number; inspected: number }

export interface GroupChange {
  districts: number
  before: number
  after: number
  /** Mean of the districts by period, for drawing the trend before. */
  trend: (number | null)[]
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
  const { effect, p, labellings } = changeOf(whole, [0, first], seed)
  return { shown: true, inspected: groupOf(inspected, first), others: groupOf(others, first), effect, p, shuffles: labellings, districts: whole.length, before: apartBefore(whole, first, seed) }
}

/** How much more the inspected districts changed than the others: from the periods `from` up to `middle` to those after. */
function changeOf(series: readonly DistrictSeries[], [from, middle, to]: readonly [from: number, middle: number, to?: number], seed: number) {
  const changes = series.map(({ values }) => mean(known(values.slice(middle, to))) - mean(known(values.slice(from, middle))))
  const labels = series.map((one) => one.inspected)
  return { effect: effectOf(changes, labels), ...randomisationTest(changes, labels, seed) }
}

/** Groups that drifted apart before the inspection would have gone on without it. */
function apartBefore(whole: readonly DistrictSeries[], first: number, seed: number): { effect: number; p: number } | null {
  const half = Math.floor(first / 2)
  const told = whole.filter(({ values }) => known(values.slice(0, half)).length > 0 && known(values.slice(half, first)).length > 0)
  const inspected = told.filter((one) => one.inspected).length
  if (told.length < LEAST_DISTRICTS || Math.min(inspected, told.length - inspected) < LEAST_IN_GROUP) return null
  const { effect, p } = changeOf(told, [0, half, first], seed)
  return { effect, p }
}

function groupOf(group: readonly DistrictSeries[], first: number): GroupChange {
  const periods = Math.max(...group.map(({ values }) => values.length))
  const trend = Array.from({ length: periods }, (_, place) => meanOf(group.map(({ values }) => values[place] ?? null)))
  const side = (from: number, to?: number) => mean(group.map(({ values }) => mean(known(values.slice(from, to)))))
  return { districts: group.length, before: side(0, first), after: side(first), trend }
}
