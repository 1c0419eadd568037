/**
 * Whether two groups differ by more than chance, by handing their labels out anew: a randomisation test (Fisher 1935; Efron
 * and Tibshirani, An Introduction to the Bootstrap, ch. 15). Every labelling is counted where there are few enough; else
 * many are drawn with a seed, so that the same figures give the same answer every day.
 */
import { seededRandom } from './seeded-random'

/** So many are drawn, and no more are counted one by one. */
const MOST_LABELLINGS = 4999

/** Rounding in the last digits must not make an equal effect a smaller one. */
const TOLERANCE = 1e-12

export interface Randomisation {
  /** Share of the labellings whose effect is at least as large either way. */
  p: number
  labellings: number
}

/** The mean of those labelled less the mean of the others. */
export function effectOf(values: readonly number[], labels: readonly boolean[]): number {
  let [sum, count, otherSum] = [0, 0, 0]
  values.forEach((value, place) => {
    if (labels[place] === true) {
      sum += value
      count += 1
    } else otherSum += value
  })
  return sum / count - otherSum / (values.length - count)
}

/** @param labels as long as the values, at least one of each kind */
export function randomisationTest(values: readonly number[], labels: readonly boolean[], seed: number): Randomisation {
  const least = Math.abs(effectOf(values, labels)) - TOLERANCE
  const chosen = labels.filter(Boolean).length
  return waysToChoose(values.length, chosen) <= MOST_LABELLINGS ? counted(values, chosen, least) : drawn(values, labels, least, seed)
}

/** n over k; beyond what is ever counted one by one it need not be exact. */
function waysToChoose(all: number, chosen: number): number {
  let ways = 1
  for (let place = 1; place <= Math.min(chosen, all - chosen); place += 1) ways = Math.round((ways * (all - place + 1)) / place)
  return ways
}

function counted(values: readonly number[], chosen: number, least: number): Randomisation {
  const total = values.reduce((sum, value) => sum + value, 0)
  let [labellings, asLarge] = [0, 0]
  const choose = (from: number, left: number, sum: number): void => {
    if (left === 0) {
      labellings += 1
      if (Math.abs(sum / chosen - (total - sum) / (values.length - chosen)) >= least) asLarge += 1
      return
    }
    for (let place = from; place <= values.length - left; place += 1) choose(place + 1, left - 1, sum + (values[place] ?? 0))
  }
  choose(0, chosen, 0)
  return { p: asLarge / labellings, labellings }
}

function drawn(values: readonly number[], seen: readonly boolean[], least: number, seed: number): Randomisation {
  const random = seededRandom(seed)
  const labels = [...seen]
  let asLarge = 0
  for (let draw = 0; draw < MOST_LABELLINGS; draw += 1) {
    for (let last = labels.length - 1; last > 0; last -= 1) {
      const other = random.below(last + 1)
      const kept = labels[last] ?? false
      labels[last] = labels[other] ?? false
      labels[other] = kept
    }
    if (Math.abs(effectOf(values, labels)) >= least) asLarge += 1
  }
  // The labelling that was seen is one of the possible ones.
  return { p: (asLarge + 1) / (MOST_LABELLINGS + 1), labellings: MOST_LABELLINGS }
}
