import 'server-only'
import { fen, type Fen } from '@/domain/money'
import type { BillingMonth } from '@/domain/plain-date'
import type { Station } from '@/features/accounts/queries'
import { billCounts } from '@/features/bills/totals-queries'
import { toDbMonth } from '@/server/database-dates'
import { db } from '@/server/db'
import { inScope, scopeArray, type Viewer } from '@/server/viewer'

export type CheckOutcome = 'match' | 'differs' | 'uncheckable'

/** Bills that came out alike. */
export interface CheckSum {
  stationId: number
  categoryId: number
  outcome: CheckOutcome
  /** The difference's kind, what an uncheckable bill lacks, or empty for a match. */
  kind: string
  bills: number
  /** Expected less billed. */
  differenceFen: Fen
}

export interface CheckScope {
  month: BillingMonth
  stationId?: number | undefined
}

/** How a month's bills came out when they were last checked, by station, category, outcome and kind. */
export async function checkSums(viewer: Viewer, { month, stationId }: CheckScope): Promise<CheckSum[]> {
  const rows = await db(viewer).billCheckTotal.findMany({
    where: { AND: [inScope(viewer), { month: toDbMonth(month), ...(stationId === undefined ? {} : { stationId }) }] },
    orderBy: [{ stationId: 'asc' }, { categoryId: 'asc' }, { outcome: 'asc' }, { kind: 'asc' }],
  })
  return rows.map(({ stationId: station, categoryId, outcome, kind, bills, differenceFen }) => ({ stationId: station, categoryId, outcome, kind, bills, differenceFen: fen(differenceFen) }))
}

export interface StationCheck {
  station: Station
  /** Bills of the month now. */
  bills: number
  /** Null while the month has not been checked there. */
  checkedAt: Date | null
  /** Bills that were there when it was checked: fewer than `bills` when some came later. */
  checked: number
}

/** Which stations have bills in the month, and when they were checked. */
export async function stationChecks(viewer: Viewer, month: BillingMonth, stations: readonly Station[]): Promise<StationCheck[]> {
  const [counts, runs] = await Promise.all([
    billCounts(viewer, month),
    db(viewer).billCheckRun.findMany({ where: { AND: [inScope(viewer), { month: toDbMonth(month) }] } }),
  ])
  return stations
    .filter(({ id }) => counts.has(id))
    .map((station) => {
      const run = runs.find(({ stationId }) => stationId === station.id)
      return { station, bills: counts.get(station.id) ?? 0, checkedAt: run?.checkedAt ?? null, checked: run?.bills ?? 0 }
    })
}

export interface Found {
  stationId: number
  accountNo: string
  name: string
  categoryId: number
  outcome: Exclude<CheckOutcome, 'match'>
  kind: string
  energyWh: bigint
  billedFen: Fen
  expectedFen: Fen | null
  differenceFen: Fen | null
  why: unknown
  /** Where the next page begins. */
  cursor: string
}

export interface FoundFilter extends CheckScope {
  outcome?: Found['outcome'] | undefined
  kind?: string | undefined
  categoryId?: number | undefined
  /** A transformer district of the station. */
  districtId?: number | undefined
  /** `size-station-account` of the row before. */
  after?: string | undefined
}

const CURSOR = /^(\d{1,18})-(\d{1,9})-(\d{1,18})$/

/** Bills that did not match, the largest difference first. A page is read by the key of the row before it. */
export async function findFound(viewer: Viewer, { month, stationId, outcome, kind, categoryId, districtId, after }: FoundFilter, take: number): Promise<Found[]> {
  const scope = scopeArray(viewer)
  const place = CURSOR.exec(after ?? '')
  const [size, station, account] = place ? [BigInt(place[1] ?? 0), Number(place[2]), BigInt(place[3] ?? 0)] : [null, null, null]
  const rows = await db(viewer).$queryRaw<(Omit<Found, 'cursor' | 'billedFen' | 'expectedFen' | 'differenceFen'> & { accountId: bigint; billedFen: bigint; expectedFen: bigint | null; differenceFen: bigint | null })[]>`
    SELECT c.station_id AS "stationId", c.account_id AS "accountId", a.account_no AS "accountNo", a.name, c.category_id AS "categoryId", c.outcome::text AS outcome, c.kind,
           c.energy_wh AS "energyWh", c.billed_fen AS "billedFen", c.expected_fen AS "expectedFen", c.difference_fen AS "differenceFen", c.why
    FROM bill_check c
    JOIN account a ON a.station_id = c.station_id AND a.id = c.account_id
    WHERE c.month = ${toDbMonth(month)}::date
      AND (${scope}::int[] IS NULL OR c.station_id = ANY(${scope}::int[]))
      AND (${stationId ?? null}::int IS NULL OR c.station_id = ${stationId ?? null}::int)
      AND (${outcome ?? null}::text IS NULL OR c.outcome::text = ${outcome ?? null}::text)
      AND (${kind ?? null}::text IS NULL OR c.kind = ${kind ?? null}::text)
      AND (${categoryId ?? null}::int IS NULL OR c.category_id = ${categoryId ?? null}::int)
      AND (${districtId ?? null}::int IS NULL OR a.district_id = ${districtId ?? null}::int)
      AND (${size}::bigint IS NULL OR (-COALESCE(abs(c.difference_fen), 0), c.station_id, c.account_id) > (-${size}::bigint, ${station}::int, ${account}::bigint))
    ORDER BY -COALESCE(abs(c.difference_fen), 0), c.station_id, c.account_id
    LIMIT ${take}`
  return rows.map(({ accountId, billedFen, expectedFen, differenceFen, ...row }) => ({
    ...row,
    billedFen: fen(billedFen),
    expectedFen: expectedFen === null ? null : fen(expectedFen),
    differenceFen: differenceFen === null ? null : fen(differenceFen),
    cursor: `${differenceFen === null ? 0n : differenceFen < 0n ? -differenceFen : differenceFen}-${row.stationId}-${accountId}`,
  }))
}

/** What the last check found at an account's bill of a month, or null when it matched or was not checked. */
export async function findCheckOf(viewer: Viewer, account: { stationId: number; id: bigint }, month: BillingMonth) {
  const row = await db(viewer).billCheck.findFirst({ where: { AND: [inScope(viewer), { stationId: account.stationId, accountId: account.id, month: toDbMonth(month) }] } })
  if (!row) return null
  const { outcome, kind, why, billedFen, expectedFen, differenceFen } = row
  return {
    outcome, kind, why,
    billedFen: fen(billedFen),
    expectedFen: expectedFen === null ? null : fen(expectedFen),
    differenceFen: differenceFen === null ? null : fen(differenceFen),
  }
}
