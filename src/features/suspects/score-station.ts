import 'server-only'
import type { Fen } from '@/domain/money'
import { expectedFen, probabilityPpm, ruleRate, MILLION, type Feedback } from '@/domain/suspects/expected-recovery'
import { FEATURES } from '@/domain/suspects/features'
import { probabilityOf } from '@/domain/suspects/model'
import { readingSigns, shopSigns, withHandover, type Sign } from '@/domain/suspects/rules'
import { RowScorer } from '@/domain/suspects/score-table'
import { meanKwh, seriesOf } from '@/domain/suspects/series'
import { readTerms } from '@/features/accounts/queries'
import type { Category } from '@/features/tariffs/queries'
import type { Stakes } from './stakes'
import { neighbourShares, type StationAccounts, type StationBills } from './station-series'
import { recordSigns, swapSigns, type RuleStake } from './record-signs'
import { TARGET_CLASS, writeMaster, type SuspectClass, type Trained } from './train'

/** Everything that scoring a station needs to know besides its accounts and bills. */
export interface ScoringContext {
  trained: Trained
  feedback: Feedback
  byId: ReadonlyMap<number, Category>
  stakes: Stakes
  /** The category that the target's accounts are billed on, by what is usual. */
  target: Category
  /** Accounts that someone visited and found right. */
  foundRight: ReadonlySet<bigint>
}

export interface ScoredAccount {
  row: number
  model: number
  probabilityPpm: number
  stakeFen: Fen
  expectedFen: Fen
  energyWh: bigint
  signs: Sign[]
  /** Parts of the model's log odds, largest first. */
  contributions: { feature: string; part: number; value: number | null }[]
}

/** Kept from this probability on, where there is money in it. */
const LEAST_PPM = 30_000
const CONTRIBUTIONS = 6

/**
 * Scores a station's accounts.
 * @param onScore told of every account of the classes under suspicion with the model's log odds, for measuring
 * @returns those worth a person's time, the largest expected recovery first
 */
export function scoreStation(context: ScoringContext, accounts: StationAccounts, bills: StationBills, onScore?: (row: number, odds: number) => void): ScoredAccount[] {
  const { trained, byId } = context
  const classOf = (row: number) => byId.get(accounts.categoryIds[row] ?? 0)?.class
  const neighbours = neighbourShares(accounts, (id) => byId.get(id)?.class === TARGET_CLASS)
  const table = { months: bills.months, values: bills.kwh }
  const more = (row: number, into: Float64Array | Float32Array, at: number) => writeMaster(into, at, trained.names.of(accounts.names[row] ?? '', 0), neighbours[row] ?? Number.NaN)
  const scorers = new Map([...trained.classes].map(([name, { fitted }]) => [name as string, fitted && new RowScorer({ table, accountNos: accounts.accountNos, more }, fitted)]))
  const swaps = swapSigns(accounts, table, (row) => classOf(row) === TARGET_CLASS || trained.classes.has(classOf(row) as SuspectClass))
  const found: ScoredAccount[] = []
  for (let row = 0; row < accounts.ids.length; row += 1) {
    const name = classOf(row)
    const known = trained.classes.get(name as SuspectClass)
    const scorer = name === undefined ? undefined : scorers.get(name)
    if (!known) continue
    const odds = scorer?.odds(row) ?? -20
    onScore?.(row, odds)
    if (context.foundRight.has(accounts.ids[row] ?? 0n)) continue
    const series = seriesOf(table, row)
    const signs = scorer ? [...shopSigns(scorer.features, meanKwh(series), known.range), ...withHandover(readingSigns(series, scorer.features, table.months), accounts.renamedOn.get(accounts.ids[row] ?? 0n))] : []
    const scored = weighed(context, accounts, bills, row, probabilityOf(odds), [...signs, ...(swaps.get(row) ?? [])])
    if (scored) found.push({ ...scored, contributions: scorer ? contributionsOf(scorer, row) : [] })
  }
  return found.sort((a, b) => (a.expectedFen === b.expectedFen ? a.row - b.row : a.expectedFen > b.expectedFen ? -1 : 1))
}

/** The probability and the yuan of one account, or null when it is not worth a person's time. */
function weighed(context: ScoringContext, accounts: StationAccounts, bills: StationBills, row: number, model: number, signs: readonly Sign[]): Omit<ScoredAccount, 'contributions'> | null {
  const { feedback, stakes, target } = context
  const terms = readTerms({ remainderCategoryId: accounts.categoryIds[row] ?? 0, splits: parsed(accounts.splits[row] ?? null) }, context.byId)
  const onRecord = recordSigns({ stakes, bills, row, terms, byId: context.byId, assignedFrom: accounts.assignedFrom[row] ?? '' })
  const all = [...signs, ...onRecord.map(({ sign }) => sign)]
  const ppm = probabilityPpm(model, all.map(({ rule }) => rule), feedback)
  if (ppm < LEAST_PPM) return null
  const whole: RuleStake = { sign: null, stakeFen: stakes.difference(bills, row, { remainder: target.code, splits: [] }) }
  const leading = [whole, ...onRecord]
    .flatMap(({ sign, stakeFen }) => (stakeFen === null ? [] : [{ stakeFen, weight: stakeFen * BigInt(Math.round((sign ? ruleRate(sign.rule, feedback) : shareOfModel(model, signs, feedback)) * MILLION)) }]))
    .reduce((best, one) => (one.weight > best.weight ? one : best), { stakeFen: 0n as Fen, weight: 0n })
  const expected = expectedFen(leading.stakeFen, ppm)
  if (expected <= 0n) return null
  return { row, model, probabilityPpm: ppm, stakeFen: leading.stakeFen, expectedFen: expected, energyWh: energyOf(bills, row), signs: all }
}

/** How much of the whole difference is to be expected from the model and the rules about use. */
const shareOfModel = (model: number, signs: readonly Sign[], feedback: Feedback): number => probabilityPpm(model, signs.map(({ rule }) => rule), feedback) / MILLION

const parsed = (splits: string | null): unknown => (splits === null ? null : JSON.parse(splits))

function energyOf({ months, energyWh }: StationBills, row: number): bigint {
  let sum = 0n
  for (let column = 0; column < months.length; column += 1) sum += energyWh[row * months.length + column] ?? 0n
  return sum
}

function contributionsOf(scorer: RowScorer, row: number): ScoredAccount['contributions'] {
  scorer.odds(row, true)
  return FEATURES.map((feature, index) => ({ feature, part: Math.round((scorer.parts[index] ?? 0) * 100) / 100, value: finite(scorer.features[index]) }))
    .filter(({ part }) => part !== 0)
    .sort((a, b) => Math.abs(b.part) - Math.abs(a.part))
    .slice(0, CONTRIBUTIONS)
}

const finite = (value: number | undefined): number | null => (value === undefined || Number.isNaN(value) ? null : Math.round(value * 1000) / 1000)
