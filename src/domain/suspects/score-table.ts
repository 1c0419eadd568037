/** From a table of accounts to scores: the class under suspicion against the target, learned from the accounts' own records. */
import { FEATURE_COUNT, featureIndex, FeatureMaker } from './features'
import { foldOf, oddsOf, trainModel, type SuspectModel } from './model'
import { monthEffects, type Season } from './season'
import { calendarOf, logKwh, meanKwh, seriesOf, textHash, type SeriesTable } from './series'

/** Accounts of each label that a fit takes: more make it slower, hardly better. */
export const SAMPLE = { target: 15_000, recorded: 35_000 } as const

/** Under this many accounts of the target there is nothing to learn from. */
export const LEAST_TARGETS = 10

/** The features that a table does not hold: written behind those that it does. */
export type MoreFeatures = (row: number, into: Float64Array | Float32Array, at: number) => void

export interface TableToScore {
  table: SeriesTable
  accountNos: readonly string[]
  /** Rows recorded as the class under suspicion, and as the target. */
  recorded: readonly number[]
  target: readonly number[]
  more?: MoreFeatures
}

export interface FittedModel {
  model: SuspectModel
  season: Season
  /** Log energy a month that one in a hundred of the recorded class exceeds. */
  highLog: number
}

/**
 * Where hardly anyone of the recorded class is left, labels no longer tell one account from the next, least of all when some
 * are wrong; what is larger still then counts more: log odds for each further unit of log energy.
 */
const SIZE_SLOPE = 0.4
const HIGH_SHARE = 0.99
const MEAN = featureIndex('mean')

/** Accounts in an order that has nothing to do with how they are numbered. */
const shuffled = (rows: readonly number[], accountNos: readonly string[]): number[] =>
  rows
    .map((row) => ({ row, key: textHash(`sample ${accountNos[row] ?? ''}`) }))
    .sort((a, b) => a.key - b.key || a.row - b.row)
    .map(({ row }) => row)

/** Learns from the records. @throws RangeError when there are fewer than `LEAST_TARGETS` accounts of either label */
export function fitTable({ table, accountNos, recorded, target, more }: TableToScore): FittedModel {
  if (target.length < LEAST_TARGETS || recorded.length < LEAST_TARGETS) throw new RangeError('too few accounts to learn from')
  const season = { recorded: monthEffects(table, recorded), target: monthEffects(table, target) }
  const targets = shuffled(target, accountNos).slice(0, SAMPLE.target)
  const others = shuffled(recorded, accountNos).slice(0, SAMPLE.recorded)
  const rows = [...targets, ...others]
  const features = new Float32Array(rows.length * FEATURE_COUNT)
  const maker = new FeatureMaker(calendarOf(table.months), season)
  rows.forEach((row, place) => {
    maker.write(seriesOf(table, row), features, place * FEATURE_COUNT)
    more?.(row, features, place * FEATURE_COUNT)
  })
  const labels = Uint8Array.from(rows, (_, place) => (place < targets.length ? 1 : 0))
  const folds = Uint8Array.from(rows, (row) => foldOf(accountNos[row] ?? ''))
  const oversampling = Math.log(targets.length / target.length) - Math.log(others.length / recorded.length)
  return { model: trainModel({ features, labels, folds, oversampling }), season, highLog: highLog(table, others) }
}

function highLog(table: SeriesTable, rows: readonly number[]): number {
  const sorted = Float64Array.from(rows, (row) => logKwh(meanKwh(seriesOf(table, row)))).sort()
  return sorted[Math.floor(HIGH_SHARE * sorted.length)] ?? Infinity
}

/** Scores row after row; one is made for a table. */
export class RowScorer {
  readonly features = new Float64Array(FEATURE_COUNT)
  readonly parts = new Float64Array(FEATURE_COUNT)
  private readonly maker: FeatureMaker

  constructor(
    private readonly input: Pick<TableToScore, 'table' | 'accountNos' | 'more'>,
    private readonly fitted: FittedModel,
  ) {
    this.maker = new FeatureMaker(calendarOf(input.table.months), fitted.season)
  }

  /** Log odds; leaves the row's features, and with `explained` their parts, in this scorer. */
  odds(row: number, explained = false): number {
    const { table, accountNos, more } = this.input
    this.maker.write(seriesOf(table, row), this.features, 0)
    more?.(row, this.features, 0)
    const { model, highLog: high } = this.fitted
    const odds = oddsOf(model, this.features, 0, foldOf(accountNos[row] ?? ''), explained ? this.parts : undefined)
    const beyond = SIZE_SLOPE * Math.max(0, (this.features[MEAN] ?? 0) - high)
    if (!(beyond > 0)) return odds
    if (explained) this.parts[MEAN] = (this.parts[MEAN] ?? 0) + beyond
    return odds + beyond
  }
}

/** Where nothing can be learned: larger use ranks first. */
export const bySize = (table: SeriesTable, row: number): number => Math.log(meanKwh(seriesOf(table, row)) + 1) - Math.log(300)

