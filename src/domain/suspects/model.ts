/**
 * The statistical model: does an account look like those recorded as the target? Two members, a regularised logistic
 * regression and small boosted trees, each trained without the account's own fifth of all accounts, so that an account's own
 * wrong label never votes for itself. How much each member counts and how many trees there are is what predicts held-out
 * labels best. Deterministic: an account's fold follows from its number. Why it works with wrong labels, and its limits:
 * `docs/suspects.md`.
 */
import { binned, fitBoosted, treeValue, type Boosted } from './boosting'
import { FEATURE_COUNT } from './features'
import { fitLogistic, logisticOdds, type Labelled, type Logistic } from './logistic'
import { textHash } from './series'

export const FOLDS = 5
const MOST_TREES = 120
/** Shares of the trees in the answer that are tried. */
const BLENDS = [0, 0.25, 0.5, 0.75, 1] as const

/** The fifth an account belongs to. */
export const foldOf = (accountNo: string): number => textHash(accountNo) % FOLDS

export interface TrainingSet extends Labelled {
  /** `foldOf` of each row. */
  folds: Uint8Array
  /** Log of how many times more of the target's accounts than of the others were taken into the sample. */
  oversampling: number
}

interface Member {
  logistic: Logistic
  boosted: Boosted
}

export interface SuspectModel {
  /** By the fold that each did not learn from. */
  members: readonly Member[]
  /** The trees' share in the answer, 0 to 1. */
  blend: number
  trees: number
  oversampling: number
  /** How well held-out labels are told apart: the chance that one of the target's is ranked before another (area under the curve). */
  heldOut: number
}

/** @throws RangeError when there are not two accounts of each label to learn from */
export function trainModel(set: TrainingSet): SuspectModel {
  const { features, labels, folds, oversampling } = set
  const positives = labels.reduce((sum, label) => sum + label, 0)
  if (positives < 2 || labels.length - positives < 2) throw new RangeError('too few accounts to learn from')
  const bins = binned(set, labels.length)
  const linear = new Float64Array(labels.length)
  const boosted = new HeldOut(labels.length)
  const members = Array.from({ length: FOLDS }, (_, fold): Member => {
    const learn: number[] = []
    const held: number[] = []
    folds.forEach((own, row) => (own === fold ? held : learn).push(row))
    const logistic = fitLogistic(set, learn)
    for (const row of held) linear[row] = logisticOdds(logistic, features, row * FEATURE_COUNT)
    let round = 0
    const fitted = fitBoosted(bins, labels, learn, MOST_TREES, (tree) => {
      for (const row of held) boosted.add(round, row, labels[row] ?? 0, treeValue(tree, features, row * FEATURE_COUNT))
      round += 1
    })
    for (const row of held) boosted.base(row, fitted.base)
    return { logistic, boosted: fitted }
  })
  const trees = boosted.best(labels)
  const odds = heldOutOdds(members, set, trees)
  const blend = bestBlend(linear, odds, labels)
  const mixed = linear.map((value, row) => (1 - blend) * value + blend * (odds[row] ?? 0))
  return { members: members.map(({ logistic, boosted: { base, trees: all } }) => ({ logistic, boosted: { base, trees: all.slice(0, trees) } })), blend, trees, oversampling, heldOut: areaUnderCurve(mixed, labels) }
}

/** Held-out odds of the trees while they are added, to tell how many are good. */
class HeldOut {
  private readonly values: Float32Array[] = []
  private readonly bases: Float64Array

  constructor(private readonly rows: number) {
    this.bases = new Float64Array(rows)
  }

  add(round: number, row: number, _label: number, value: number): void {
    const column = (this.values[round] ??= new Float32Array(this.rows))
    column[row] = value
  }

  base(row: number, value: number): void {
    this.bases[row] = value
  }

  best(labels: Uint8Array): number {
    const odds = Float64Array.from(this.bases)
    let best = { trees: 0, loss: logLoss(odds, labels) }
    this.values.forEach((column, round) => {
      for (let row = 0; row < this.rows; row += 1) odds[row] = (odds[row] ?? 0) + (column[row] ?? 0)
      const loss = logLoss(odds, labels)
      if (loss < best.loss) best = { trees: round + 1, loss }
    })
    return best.trees
  }
}

function heldOutOdds(members: readonly Member[], { features, folds }: TrainingSet, trees: number): Float64Array {
  return Float64Array.from(folds, (fold, row) => {
    const boosted = members[fold]?.boosted
    return boosted ? boostedOdds({ base: boosted.base, trees: boosted.trees.slice(0, trees) }, features, row * FEATURE_COUNT) : 0
  })
}

function boostedOdds({ base, trees }: Boosted, features: ArrayLike<number>, at: number, parts?: Float64Array): number {
  let odds = base
  for (const tree of trees) odds += treeValue(tree, features, at, parts)
  return odds
}

function bestBlend(linear: Float64Array, trees: Float64Array, labels: Uint8Array): number {
  const losses = BLENDS.map((blend) => ({ blend, loss: logLoss(linear.map((value, row) => (1 - blend) * value + blend * (trees[row] ?? 0)), labels) }))
  return losses.reduce((best, one) => (one.loss < best.loss ? one : best)).blend
}

function logLoss(odds: Float64Array, labels: Uint8Array): number {
  let loss = 0
  for (let row = 0; row < odds.length; row += 1) {
    const signed = (labels[row] ?? 0) === 1 ? -(odds[row] ?? 0) : (odds[row] ?? 0)
    loss += signed > 30 ? signed : Math.log1p(Math.exp(signed))
  }
  return loss / Math.max(1, odds.length)
}

/** The chance that a row with label 1 has a higher value than one with label 0. */
export function areaUnderCurve(values: Float64Array, labels: Uint8Array): number {
  const order = Uint32Array.from(values, (_, index) => index).sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0))
  let [ranks, positives] = [0, 0]
  order.forEach((row, place) => {
    if ((labels[row] ?? 0) !== 1) return
    ranks += place + 1
    positives += 1
  })
  const pairs = positives * (values.length - positives)
  return pairs === 0 ? 0.5 : (ranks - (positives * (positives + 1)) / 2) / pairs
}

/**
 * Log odds that an account is one of the target's, by the member that has not seen it.
 * @param parts when given, is filled with each feature's part; they add up to the odds less what every account has
 */
export function oddsOf(model: SuspectModel, features: ArrayLike<number>, at: number, fold: number, parts?: Float64Array): number {
  const member = model.members[fold]
  if (!member) throw new RangeError(`no fold ${fold}`)
  if (!parts) {
    const linear = model.blend === 1 ? 0 : logisticOdds(member.logistic, features, at)
    const trees = model.blend === 0 ? 0 : boostedOdds(member.boosted, features, at)
    return (1 - model.blend) * linear + model.blend * trees - model.oversampling
  }
  parts.fill(0)
  const linear = logisticOdds(member.logistic, features, at, parts)
  for (let feature = 0; feature < FEATURE_COUNT; feature += 1) parts[feature] = (parts[feature] ?? 0) * (1 - model.blend)
  const own = new Float64Array(FEATURE_COUNT)
  const trees = boostedOdds(member.boosted, features, at, own)
  for (let feature = 0; feature < FEATURE_COUNT; feature += 1) parts[feature] = (parts[feature] ?? 0) + model.blend * (own[feature] ?? 0)
  return (1 - model.blend) * linear + model.blend * trees - model.oversampling
}

export const probabilityOf = (odds: number): number => 1 / (1 + Math.exp(-odds))
