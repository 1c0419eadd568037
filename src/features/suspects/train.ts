import 'server-only'
import type { BillingMonth } from '@/domain/plain-date'
import { featureIndex } from '@/domain/suspects/features'
import { NameOdds } from '@/domain/suspects/names'
import type { TargetRange } from '@/domain/suspects/rules'
import { fitTable, LEAST_TARGETS, SAMPLE, type FittedModel } from '@/domain/suspects/score-table'
import { targetRange } from '@/domain/suspects/target-range'
import { pool } from '@/server/db'
import { withinStation } from '@/server/scope'
import { neighbourShares, readAccounts, readBills } from './station-series'

export const SUSPECT_CLASSES = ['residential', 'agricultural'] as const
export type SuspectClass = (typeof SUSPECT_CLASSES)[number]
export const TARGET_CLASS = 'general-commercial'

/** What the scorer knows of a class under suspicion; no model where too few accounts were there to learn from. */
export interface ClassModel {
  fitted: FittedModel | null
  range: TargetRange
  learnedFrom: { recorded: number; target: number }
}

export interface Trained {
  names: NameOdds
  classes: ReadonlyMap<SuspectClass, ClassModel>
}

export interface TrainingPlan {
  months: readonly BillingMonth[]
  stationIds: readonly number[]
  /** The class an account is learned as: its record's, or what an inspection found. Null: it teaches nothing. */
  classOf: (categoryId: number, accountId: bigint) => SuspectClass | typeof TARGET_CLASS | null
  /** Accounts of each class in all stations, to know which share of them a sample is. */
  counts: ReadonlyMap<string, number>
}

interface Sampled {
  accountNo: string
  name: string
  as: SuspectClass | typeof TARGET_CLASS
  neighbours: number
}

/** One account in so many of a class is taken. */
const stepFor = (count: number, wanted: number): bigint => BigInt(Math.max(1, Math.floor(count / wanted)))

/** Reads a sample of every station and learns from it. @param onStation told after each with the accounts it has */
export async function trainOn(plan: TrainingPlan, onStation: (accounts: number) => Promise<void>): Promise<Trained> {
  const names = new NameOdds()
  const sampled: Sampled[] = []
  const series: Float32Array[] = []
  const steps = new Map([TARGET_CLASS, ...SUSPECT_CLASSES].map((name) => [name, stepFor(plan.counts.get(name) ?? 0, name === TARGET_CLASS ? SAMPLE.target : SAMPLE.recorded)]))
  for (const stationId of plan.stationIds) {
    const client = await pool(withinStation(stationId)).connect()
    try {
      const accounts = await readAccounts(client, stationId)
      const isTarget = (categoryId: number) => plan.classOf(categoryId, 0n) === TARGET_CLASS
      const shares = neighbourShares(accounts, isTarget)
      const taken: bigint[] = []
      accounts.ids.forEach((id, row) => {
        const as = plan.classOf(accounts.categoryIds[row] ?? 0, id)
        if (as === null) return
        const name = accounts.names[row] ?? ''
        names.add(name, as === TARGET_CLASS ? 1 : 0)
        if (id % (steps.get(as) ?? 1n) !== 0n) return
        taken.push(id)
        sampled.push({ accountNo: accounts.accountNos[row] ?? '', name, as, neighbours: shares[row] ?? Number.NaN })
      })
      series.push((await readBills(client, stationId, plan.months, taken, true)).kwh)
      await onStation(accounts.ids.length)
    } finally {
      client.release()
    }
  }
  return { names, classes: new Map(SUSPECT_CLASSES.map((name) => [name, fitClass(name, plan.months, sampled, joined(series), names)])) }
}

const NAME = featureIndex('name')
const NEIGHBOURS = featureIndex('neighbours')

/** The two features that come from master data. */
export function writeMaster(into: Float64Array | Float32Array, at: number, nameOdds: number, neighbours: number): void {
  into[at + NAME] = nameOdds
  into[at + NEIGHBOURS] = neighbours
}

function fitClass(name: SuspectClass, months: readonly BillingMonth[], sampled: readonly Sampled[], values: Float32Array, names: NameOdds): ClassModel {
  const rowsOf = (as: string) => sampled.flatMap((one, row) => (one.as === as ? [row] : []))
  const [recorded, target] = [rowsOf(name), rowsOf(TARGET_CLASS)]
  const table = { months, values }
  const range = targetRange(table, recorded, target)
  const learnedFrom = { recorded: recorded.length, target: target.length }
  if (recorded.length < LEAST_TARGETS || target.length < LEAST_TARGETS) return { fitted: null, range, learnedFrom }
  const more = (row: number, into: Float64Array | Float32Array, at: number) => {
    const one = sampled[row]
    if (one) writeMaster(into, at, names.of(one.name, one.as === TARGET_CLASS ? 1 : 0), one.neighbours)
  }
  return { fitted: fitTable({ table, accountNos: sampled.map(({ accountNo }) => accountNo), recorded, target, more }), range, learnedFrom }
}

function joined(parts: readonly Float32Array[]): Float32Array {
  const whole = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
