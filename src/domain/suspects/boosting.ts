/**
 * Gradient-boosted trees for the logarithmic loss (Friedman 2001; leaf values and gains with the second derivative as in
 * XGBoost): each small tree corrects the odds of those before it. Features are cut into bins of equal count; a missing one
 * has the lowest bin. No random number: the rows a tree learns from follow from their place.
 */
import { FEATURE_COUNT } from './features'
import type { Labelled } from './logistic'

/** Where a feature is cut, as shares of its accounts: evenly, and finer at the ends, where the largest shops are. */
const QUANTILES = [0.002, 0.005, 0.01, ...Array.from({ length: 39 }, (_, place) => (place + 1) / 40), 0.99, 0.995, 0.998, 0.999]
const BINS = QUANTILES.length + 2
const DEPTH = 3
const SHRINKAGE = 0.1
const PENALTY = 8
/** A leaf must rest on that much second derivative: single wrong labels make no leaf. */
const LEAST_WEIGHT = 6
/** Every tree learns from one row in two. */
const SHARES = 2
const INNER = 2 ** DEPTH - 1
const NODES = 2 ** (DEPTH + 1) - 1

/** A full binary tree by level; a node without a split has feature −1 and hands its value down. */
export interface Tree {
  features: Int8Array
  /** The first value that goes right. */
  thresholds: Float64Array
  /** What the node would say itself: leaf values, and for the inner ones the way a contribution is shared out. */
  values: Float64Array
}

export interface Boosted {
  base: number
  trees: Tree[]
}

interface Binned {
  /** By feature, then row. */
  bins: Uint8Array[]
  /** Upper bounds: bin b > 0 holds values below `cuts[b - 1]` that are not in an earlier one. */
  cuts: Float64Array[]
}

/** The rows that a fit may learn from, cut into bins once for all folds. */
export function binned({ features }: Pick<Labelled, 'features'>, rows: number): Binned {
  const cuts = Array.from({ length: FEATURE_COUNT }, (_, feature) => cutsOf(features, rows, feature))
  const bins = cuts.map((bounds, feature) => Uint8Array.from({ length: rows }, (_, row) => binOf(bounds, features[row * FEATURE_COUNT + feature] ?? Number.NaN)))
  return { bins, cuts }
}

function cutsOf(features: Float32Array, rows: number, feature: number): Float64Array {
  const known = Float64Array.from({ length: rows }, (_, row) => features[row * FEATURE_COUNT + feature] ?? Number.NaN).filter((value) => !Number.isNaN(value)).sort()
  const cuts = new Set<number>()
  for (const quantile of QUANTILES) {
    const value = known[Math.floor(quantile * known.length)]
    if (value !== undefined && value > (known[0] ?? value)) cuts.add(value)
  }
  return Float64Array.from(cuts)
}

/** 0 for a missing value, else one more than the number of cuts at or below it. */
function binOf(cuts: Float64Array, value: number): number {
  if (Number.isNaN(value)) return 0
  let [low, high] = [0, cuts.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (value >= (cuts[middle] ?? Infinity)) low = middle + 1
    else high = middle
  }
  return low + 1
}

/**
 * Fits up to `most` trees. `onTree` sees the model after each, so that the caller can tell from held-out rows how many are good.
 * @param rows those to learn from
 */
export function fitBoosted({ bins, cuts }: Binned, labels: Uint8Array, rows: readonly number[], most: number, onTree: (tree: Tree) => void): Boosted {
  const positives = rows.reduce((sum, row) => sum + (labels[row] ?? 0), 0)
  const base = Math.log((positives + 1) / (rows.length - positives + 1))
  const odds = new Float64Array(labels.length).fill(base)
  const gradients = new Float64Array(labels.length)
  const weights = new Float64Array(labels.length)
  const trees: Tree[] = []
  for (let round = 0; round < most; round += 1) {
    for (const row of rows) {
      const p = 1 / (1 + Math.exp(-(odds[row] ?? 0)))
      gradients[row] = p - (labels[row] ?? 0)
      weights[row] = p * (1 - p)
    }
    const share = rows.filter((_, place) => (Math.imul(place + 1, 0x9e3779b1) ^ Math.imul(round + 1, 0x85ebca6b)) >>> 16 & 1)
    const tree = growTree({ bins, cuts }, share.length < SHARES * LEAST_WEIGHT ? rows : share, gradients, weights)
    for (const row of rows) odds[row] = (odds[row] ?? 0) + binnedValue(tree, bins, cuts, row)
    trees.push(tree)
    onTree(tree)
  }
  return { base, trees }
}

function growTree(data: Binned, rows: readonly number[], gradients: Float64Array, weights: Float64Array): Tree {
  const tree: Tree = { features: new Int8Array(INNER).fill(-1), thresholds: new Float64Array(INNER), values: new Float64Array(NODES) }
  const members: (readonly number[])[] = [rows]
  for (let node = 0; node < NODES; node += 1) {
    const own = members[node] ?? []
    let [gradient, weight] = [0, 0]
    for (const row of own) {
      gradient += gradients[row] ?? 0
      weight += weights[row] ?? 0
    }
    const parent = node === 0 ? 0 : (tree.values[(node - 1) >> 1] ?? 0)
    tree.values[node] = own.length === 0 ? parent : (-SHRINKAGE * gradient) / (weight + PENALTY)
    if (node >= INNER) continue
    const split = own.length === 0 ? null : bestSplit(data, own, gradients, weights, gradient, weight)
    const [left, right]: [number[], number[]] = [[], []]
    if (split) {
      tree.features[node] = split.feature
      tree.thresholds[node] = data.cuts[split.feature]?.[split.bin - 1] ?? -Infinity
      const bins = data.bins[split.feature]
      for (const row of own) ((bins?.[row] ?? 0) <= split.bin ? left : right).push(row)
    }
    members[2 * node + 1] = left
    members[2 * node + 2] = right
  }
  return tree
}

interface Split {
  feature: number
  /** The last bin that goes left. */
  bin: number
}

function bestSplit({ bins, cuts }: Binned, rows: readonly number[], gradients: Float64Array, weights: Float64Array, gradient: number, weight: number): Split | null {
  const whole = gradient ** 2 / (weight + PENALTY)
  let best: (Split & { gain: number }) | null = null
  const g = new Float64Array(BINS + 1)
  const h = new Float64Array(BINS + 1)
  for (let feature = 0; feature < FEATURE_COUNT; feature += 1) {
    const column = bins[feature]
    if (!column) continue
    g.fill(0)
    h.fill(0)
    for (const row of rows) {
      const bin = column[row] ?? 0
      g[bin] = (g[bin] ?? 0) + (gradients[row] ?? 0)
      h[bin] = (h[bin] ?? 0) + (weights[row] ?? 0)
    }
    let [left, leftWeight] = [0, 0]
    for (let bin = 0; bin <= (cuts[feature]?.length ?? 0); bin += 1) {
      left += g[bin] ?? 0
      leftWeight += h[bin] ?? 0
      if (leftWeight < LEAST_WEIGHT || weight - leftWeight < LEAST_WEIGHT) continue
      const gain = left ** 2 / (leftWeight + PENALTY) + (gradient - left) ** 2 / (weight - leftWeight + PENALTY) - whole
      if (gain > (best?.gain ?? 1e-6)) best = { feature, bin, gain }
    }
  }
  return best
}

function binnedValue({ features, thresholds, values }: Tree, bins: readonly Uint8Array[], cuts: readonly Float64Array[], row: number): number {
  let node = 0
  while (node < INNER) {
    const feature = features[node] ?? -1
    if (feature < 0) return values[node] ?? 0
    const bin = bins[feature]?.[row] ?? 0
    const threshold = thresholds[node] ?? 0
    // A bin's values reach the threshold when the cut below it does.
    node = 2 * node + (bin > 0 && (bin === 1 ? -Infinity : (cuts[feature]?.[bin - 2] ?? -Infinity)) >= threshold ? 2 : 1)
  }
  return values[node] ?? 0
}

/**
 * What one tree adds to the log odds. With `parts`, each split's change of value is credited to its feature, so that the
 * parts and the root's value add up to what the tree says.
 */
export function treeValue({ features, thresholds, values }: Tree, of: ArrayLike<number>, at: number, parts?: Float64Array): number {
  let node = 0
  while (node < INNER) {
    const feature = features[node] ?? -1
    if (feature < 0) break
    // A missing value fails the comparison and goes left, as its bin did.
    const next = 2 * node + ((of[at + feature] ?? Number.NaN) >= (thresholds[node] ?? 0) ? 2 : 1)
    if (parts) parts[feature] = (parts[feature] ?? 0) + (values[next] ?? 0) - (values[node] ?? 0)
    node = next
  }
  return values[node] ?? 0
}
