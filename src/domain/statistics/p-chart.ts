/**
 * Control charts for proportions: the p chart with binomial limits, and Laney's p′ chart, whose limits also hold what
 * varies between samples. Counts go in as whole numbers, proportions come out as 0 to 1: nothing here is money.
 * Montgomery, Introduction to Statistical Quality Control, ch. 7; Laney, Quality Engineering 14(4), 2002, 531–537.
 */

/** A sample: how many were inspected, and how many of them failed. */
export interface Sample {
  failed: number
  inspected: number
}

export interface ControlPoint {
  /** 0 to 1. */
  proportion: number
  /** The limits of a sample of this size, within 0 to 1. */
  lower: number
  upper: number
  /** On which side of the limits it lies; null within them. */
  outside: 'above' | 'below' | null
}

export interface PChart {
  /** p̄, the centre line: all that failed ÷ all inspected. */
  mean: number
  /** σ_z: 1 for the p chart; how many times wider Laney's limits are. */
  sigmaZ: number
  /** In the order of the samples; null where nothing was inspected. */
  points: (ControlPoint | null)[]
}

/** Limits that were computed before and stay as they were (a frozen baseline). */
export type ControlBaseline = Pick<PChart, 'mean' | 'sigmaZ'>

/** The limits stand three standard deviations from the mean. */
const SIGMAS = 3

/** Mean moving range of two ÷ this = standard deviation. */
const D2_OF_TWO = 1.128

/** A p chart: p̄ ± 3√(p̄(1−p̄)/nᵢ). Null when nothing was inspected at all. @throws RangeError on counts that cannot be */
export function pChart(samples: readonly Sample[]): PChart | null {
  const mean = meanProportion(samples)
  return mean === null ? null : againstBaseline(samples, { mean, sigmaZ: 1 })
}

/**
 * A Laney p′ chart: p̄ ± 3σ_pᵢσ_z with σ_z = mean|zᵢ − zᵢ₋₁| ÷ 1.128, over the samples in the order given. With thousands
 * in a sample the binomial limits are so narrow that nearly every point lies outside; these are not. With fewer than two
 * samples, or none that varies, σ_z is 1: the limits are the p chart's. Null when nothing was inspected at all.
 * @throws RangeError on counts that cannot be
 */
export function laneyPChart(samples: readonly Sample[]): PChart | null {
  const mean = meanProportion(samples)
  return mean === null ? null : againstBaseline(samples, { mean, sigmaZ: sigmaZOf(samples, mean) })
}

/** Samples against limits that were fixed earlier, each at its own size. */
export function againstBaseline(samples: readonly Sample[], { mean, sigmaZ }: ControlBaseline): PChart {
  return { mean, sigmaZ, points: samples.map((sample) => pointOf(sample, { mean, sigmaZ })) }
}

function meanProportion(samples: readonly Sample[]): number | null {
  for (const { failed, inspected } of samples) {
    const possible = Number.isSafeInteger(failed) && Number.isSafeInteger(inspected) && failed >= 0 && failed <= inspected
    if (!possible) throw new RangeError(`${failed} failed of ${inspected} inspected`)
  }
  const inspected = samples.reduce((sum, sample) => sum + sample.inspected, 0)
  return inspected === 0 ? null : samples.reduce((sum, { failed }) => sum + failed, 0) / inspected
}

const binomialSigma = (mean: number, inspected: number): number => Math.sqrt((mean * (1 - mean)) / inspected)

function sigmaZOf(samples: readonly Sample[], mean: number): number {
  const scores = samples.filter(({ inspected }) => inspected > 0).map(({ failed, inspected }) => (failed / inspected - mean) / binomialSigma(mean, inspected))
  const ranges = scores.slice(1).map((score, index) => Math.abs(score - (scores[index] ?? score)))
  const sigma = ranges.reduce((sum, range) => sum + range, 0) / Math.max(1, ranges.length) / D2_OF_TWO
  // All failed, none failed, or one sample alone: nothing to tell variation by.
  return Number.isFinite(sigma) && sigma > 0 ? sigma : 1
}

function pointOf({ failed, inspected }: Sample, { mean, sigmaZ }: ControlBaseline): ControlPoint | null {
  if (inspected === 0) return null
  const proportion = failed / inspected
  const reach = SIGMAS * binomialSigma(mean, inspected) * sigmaZ
  const [lower, upper] = [Math.max(0, mean - reach), Math.min(1, mean + reach)]
  return { proportion, lower, upper, outside: proportion > upper ? 'above' : proportion < lower ? 'below' : null }
}
