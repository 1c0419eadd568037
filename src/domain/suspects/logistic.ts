/**
 * Logistic regression with a quadratic penalty, by Newton's method: w minimises Σ log(1 + e^(−y·xw)) + λ/2·|w|². Features are
 * standardised, a missing one counts as the mean, and a few are also taken squared so that "neither small nor large" can be
 * said. Wrong labels move it little: every weight rests on all accounts together.
 */
import { FEATURE_COUNT, featureIndex, type Feature } from './features'

/** Rows of features, and which of them carry the target's label. */
export interface Labelled {
  features: Float32Array
  /** 1 recorded as the target, 0 as the class under suspicion. */
  labels: Uint8Array
}

export interface Logistic {
  means: Float64Array
  deviations: Float64Array
  /** Intercept, then a weight a feature, then a weight a square. */
  weights: Float64Array
}

const SQUARED: readonly Feature[] = ['level', 'mean', 'season', 'spread', 'roughness']
const SQUARES = SQUARED.map(featureIndex)
const TERMS = 1 + FEATURE_COUNT + SQUARES.length
const PENALTY = 2
const STEPS = 12
/** Further out than this an account counts no more: one outlier must not turn the line. */
const BOUND = 4

/** @param rows those to learn from */
export function fitLogistic({ features, labels }: Labelled, rows: readonly number[]): Logistic {
  const model: Logistic = { ...scaleOf(features, rows), weights: new Float64Array(TERMS) }
  const terms = new Float64Array(TERMS)
  for (let step = 0; step < STEPS; step += 1) {
    const gradient = new Float64Array(TERMS)
    const hessian = new Float64Array(TERMS * TERMS)
    for (const row of rows) {
      fillTerms(model, features, row * FEATURE_COUNT, terms)
      const p = 1 / (1 + Math.exp(-dot(model.weights, terms)))
      addOuter(gradient, hessian, terms, p - (labels[row] ?? 0), Math.max(1e-6, p * (1 - p)))
    }
    for (let term = 0; term < TERMS; term += 1) {
      const penalty = term === 0 ? 1e-6 : PENALTY
      gradient[term] = (gradient[term] ?? 0) + penalty * (model.weights[term] ?? 0)
      hessian[term * TERMS + term] = (hessian[term * TERMS + term] ?? 0) + penalty
    }
    const change = solve(hessian, gradient)
    let largest = 0
    for (let term = 0; term < TERMS; term += 1) {
      model.weights[term] = (model.weights[term] ?? 0) - (change[term] ?? 0)
      largest = Math.max(largest, Math.abs(change[term] ?? 0))
    }
    if (largest < 1e-4) break
  }
  return model
}

/** Log odds of the target's label; adds each feature's part to `parts` when given. */
export function logisticOdds(model: Logistic, features: ArrayLike<number>, at: number, parts?: Float64Array): number {
  let odds = model.weights[0] ?? 0
  for (let feature = 0; feature < FEATURE_COUNT; feature += 1) {
    const part = (model.weights[1 + feature] ?? 0) * standard(model, features, at, feature)
    odds += part
    if (parts) parts[feature] = (parts[feature] ?? 0) + part
  }
  SQUARES.forEach((feature, place) => {
    const z = standard(model, features, at, feature)
    const part = (model.weights[1 + FEATURE_COUNT + place] ?? 0) * (z * z - 1)
    odds += part
    if (parts) parts[feature] = (parts[feature] ?? 0) + part
  })
  return odds
}

function standard({ means, deviations }: Pick<Logistic, 'means' | 'deviations'>, features: ArrayLike<number>, at: number, feature: number): number {
  const value = features[at + feature] ?? Number.NaN
  if (Number.isNaN(value)) return 0
  return Math.max(-BOUND, Math.min(BOUND, (value - (means[feature] ?? 0)) / (deviations[feature] ?? 1)))
}

function fillTerms(model: Logistic, features: ArrayLike<number>, at: number, terms: Float64Array): void {
  terms[0] = 1
  for (let feature = 0; feature < FEATURE_COUNT; feature += 1) terms[1 + feature] = standard(model, features, at, feature)
  SQUARES.forEach((feature, place) => {
    terms[1 + FEATURE_COUNT + place] = (terms[1 + feature] ?? 0) ** 2 - 1
  })
}

function scaleOf(features: Float32Array, rows: readonly number[]): Pick<Logistic, 'means' | 'deviations'> {
  const means = new Float64Array(FEATURE_COUNT)
  const deviations = new Float64Array(FEATURE_COUNT)
  for (let feature = 0; feature < FEATURE_COUNT; feature += 1) {
    let [count, sum, squares] = [0, 0, 0]
    for (const row of rows) {
      const value = features[row * FEATURE_COUNT + feature] ?? Number.NaN
      if (Number.isNaN(value)) continue
      count += 1
      sum += value
      squares += value * value
    }
    const mean = count === 0 ? 0 : sum / count
    means[feature] = mean
    deviations[feature] = Math.sqrt(Math.max(1e-9, squares / Math.max(1, count) - mean * mean))
  }
  return { means, deviations }
}

function addOuter(gradient: Float64Array, hessian: Float64Array, terms: Float64Array, error: number, weight: number): void {
  for (let a = 0; a < TERMS; a += 1) {
    const term = terms[a] ?? 0
    if (term === 0) continue
    gradient[a] = (gradient[a] ?? 0) + error * term
    const weighted = weight * term
    for (let b = 0; b <= a; b += 1) hessian[a * TERMS + b] = (hessian[a * TERMS + b] ?? 0) + weighted * (terms[b] ?? 0)
  }
}

const dot = (a: Float64Array, b: Float64Array): number => a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0)

/** Solves H·x = g for a positive definite H given by its lower half (Cholesky). */
function solve(hessian: Float64Array, gradient: Float64Array): Float64Array {
  const lower = Float64Array.from(hessian)
  const x = Float64Array.from(gradient)
  const at = (row: number, column: number): number => lower[row * TERMS + column] ?? 0
  for (let row = 0; row < TERMS; row += 1) {
    for (let column = 0; column <= row; column += 1) {
      let sum = at(row, column)
      for (let k = 0; k < column; k += 1) sum -= at(row, k) * at(column, k)
      lower[row * TERMS + column] = row === column ? Math.sqrt(Math.max(1e-12, sum)) : sum / at(column, column)
    }
    let sum = x[row] ?? 0
    for (let k = 0; k < row; k += 1) sum -= at(row, k) * (x[k] ?? 0)
    x[row] = sum / at(row, row)
  }
  for (let row = TERMS - 1; row >= 0; row -= 1) {
    let sum = x[row] ?? 0
    for (let k = row + 1; k < TERMS; k += 1) sum -= at(k, row) * (x[k] ?? 0)
    x[row] = sum / at(row, row)
  }
  return x
}
