import 'server-only'
import { addMonths, monthRange, type BillingMonth } from '@/domain/plain-date'
import type { Category } from '@/features/tariffs/queries'
import { categoryIndex, compiledTariffs } from '@/features/tariffs/queries'
import { billedMonths } from '@/features/bills/totals-queries'
import { pool } from '@/server/db'
import { withinStations } from '@/server/scope'
import type { Viewer } from '@/server/viewer'
import { readFeedback, readVerdicts } from './feedback-queries'
import type { ScoringContext } from './score-station'
import { Stakes } from './stakes'
import { SUSPECT_CLASSES, TARGET_CLASS, trainOn, type SuspectClass } from './train'

/** Bills of a year show every season. */
const MOST_MONTHS = 12

/** The months that scoring looks at: the last twelve up to the newest billed one. */
export async function scoringMonths(viewer: Viewer): Promise<BillingMonth[]> {
  const billed = await billedMonths(viewer)
  const [newest, oldest] = [billed[0], billed.at(-1)]
  if (newest === undefined || oldest === undefined) return []
  const first = addMonths(newest, 1 - MOST_MONTHS)
  return monthRange(first > oldest ? first : oldest, newest)
}

interface ScoringScope {
  stationIds: readonly number[]
  months: readonly BillingMonth[]
  /** For measuring with wrong records: the category that counts as recorded. */
  recordedAs?: (categoryId: number, accountId: bigint) => number
}

const asRecorded = (categoryId: number): number => categoryId

/** Learns from the stations' records and gathers all that scoring them needs. */
export async function scoringContext(viewer: Viewer, { stationIds, months, recordedAs = asRecorded }: ScoringScope, onStation: (accounts: number) => Promise<void>): Promise<ScoringContext | null> {
  const [tariffs, { byId }, feedback, verdicts, byCategory] = await Promise.all([compiledTariffs(), categoryIndex(), readFeedback(viewer), readVerdicts(viewer), accountsByCategory(stationIds)])
  const target = usualTarget(byId, byCategory)
  if (!target) return null
  const counts = new Map<string, number>()
  for (const [id, accounts] of byCategory) {
    const name = byId.get(id)?.class
    if (name !== undefined) counts.set(name, (counts.get(name) ?? 0) + accounts)
  }
  const classOf = (categoryId: number, accountId: bigint): SuspectClass | typeof TARGET_CLASS | null => {
    const recorded = byId.get(recordedAs(categoryId, accountId))?.class
    if (recorded === TARGET_CLASS) return TARGET_CLASS
    const suspected = SUSPECT_CLASSES.find((name) => name === recorded)
    return suspected === undefined ? null : verdicts.foundWrong.has(accountId) ? TARGET_CLASS : suspected
  }
  const trained = await trainOn({ months, stationIds, classOf, counts }, onStation)
  return { trained, feedback, byId, stakes: new Stakes(tariffs), target, foundRight: verdicts.foundRight }
}

/** The target's category that most accounts are billed on. */
function usualTarget(byId: ReadonlyMap<number, Category>, accounts: ReadonlyMap<number, number>): Category | undefined {
  return [...byId.values()].filter((category) => category.class === TARGET_CLASS).sort((a, b) => (accounts.get(b.id) ?? 0) - (accounts.get(a.id) ?? 0) || a.id - b.id)[0]
}

async function accountsByCategory(stationIds: readonly number[]): Promise<Map<number, number>> {
  const { rows } = await pool(withinStations(stationIds)).query<{ id: number; accounts: number }>(
    'SELECT remainder_category_id::int AS id, count(*)::int AS accounts FROM tariff_assignment WHERE valid_to IS NULL AND station_id = ANY($1::int[]) GROUP BY 1',
    [stationIds],
  )
  return new Map(rows.map(({ id, accounts }) => [id, accounts]))
}
