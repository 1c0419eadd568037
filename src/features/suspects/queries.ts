import 'server-only'
import { wh, type Wh } from '@/domain/energy'
import { fen, type Fen } from '@/domain/money'
import type { BillingMonth, PlainDate } from '@/domain/plain-date'
import { Prisma } from '@/generated/prisma/client'
import { fromDbDate, fromDbMonth, toDbDate } from '@/server/database-dates'
import { db } from '@/server/db'
import type { Transaction } from '@/server/transaction'
import { inScope, scopeArray, type Viewer } from '@/server/viewer'
import type { SuspectView } from './choices'
import { storedContributionsSchema, storedSignsSchema, type StoredContribution, type StoredSign } from './schemas'

export interface SuspectRow {
  stationId: number
  accountId: bigint
  accountNo: string
  name: string
  address: string
  district: { id: number; code: string; name: string }
  recordedCategoryId: number
  targetCategoryId: number
  modelPpm: number
  probabilityPpm: number
  stakeFen: Fen
  expectedFen: Fen
  energyWh: Wh
  rules: string[]
  signs: StoredSign[]
  contributions: StoredContribution[]
  mark: { reason: string | null; note: string; until: PlainDate | null; byName: string; at: Date } | null
  /** A correction under way, and a campaign that has the account as an open task. */
  orderNumber: string | null
  campaignNumber: string | null
  /** Where the next page begins. */
  cursor: string
}

export interface SuspectFilter {
  stationId?: number | undefined
  districtCode?: string | undefined
  rule?: string | undefined
  view: SuspectView
  /** Snoozing ends by this day. */
  today: PlainDate
  /** `expected-station-account` of the row before. */
  after?: string | undefined
  /** These accounts alone. */
  accountNos?: readonly string[] | undefined
}

interface Raw extends Omit<SuspectRow, 'district' | 'mark' | 'cursor' | 'signs' | 'contributions' | 'stakeFen' | 'expectedFen' | 'energyWh'> {
  districtId: number
  districtCode: string
  districtName: string
  stakeFen: bigint
  expectedFen: bigint
  energyWh: bigint
  signs: unknown
  contributions: unknown
  markReason: string | null
  markNote: string | null
  markUntil: Date | null
  markBy: string | null
  markAt: Date | null
}

/** Where a suspect `s` with its mark `m` stands on a day: one of `SUSPECT_VIEWS`. */
const standing = (today: PlainDate): Prisma.Sql => Prisma.sql`
  CASE
    WHEN EXISTS (SELECT 1 FROM inspection_task k JOIN inspection i ON i.station_id = k.station_id AND i.task_id = k.id
                 WHERE k.station_id = s.station_id AND k.account_id = s.account_id AND i.standing = 'accepted' AND i.outcome <> 'no-access') THEN 'inspected'
    WHEN m.state = 'snoozed' AND m.until > ${toDbDate(today)}::date THEN 'snoozed' WHEN m.state = 'dismissed' AND s.rules <@ m.rules THEN 'dismissed' ELSE 'open'
  END`

const CURSOR = /^(\d{1,18})-(\d{1,9})-(\d{1,18})$/

/**
 * Suspects, the largest expected recovery first; a page is read by the key of the row before it. A dismissed one is back as
 * soon as something speaks against it that did not then, a snoozed one on its day.
 */
export async function findSuspects(viewer: Viewer, { stationId, districtCode, rule, view, today, after, accountNos }: SuspectFilter, take: number): Promise<SuspectRow[]> {
  const scope = scopeArray(viewer)
  const place = CURSOR.exec(after ?? '')
  const [expected, station, account] = place ? [BigInt(place[1] ?? 0), Number(place[2]), BigInt(place[3] ?? 0)] : [null, null, null]
  const rows = await db(viewer).$queryRaw<Raw[]>`
    SELECT s.station_id AS "stationId", s.account_id AS "accountId", a.account_no AS "accountNo", a.name, a.address,
           d.id AS "districtId", d.code AS "districtCode", d.name AS "districtName", s.recorded_category_id AS "recordedCategoryId", s.target_category_id AS "targetCategoryId",
           s.model_ppm AS "modelPpm", s.probability_ppm AS "probabilityPpm", s.stake_fen AS "stakeFen", s.expected_fen AS "expectedFen", s.energy_wh AS "energyWh", s.rules, s.signs, s.contributions,
           m.reason AS "markReason", m.note AS "markNote", m.until AS "markUntil", m.by_name AS "markBy", m.at AS "markAt",
           (SELECT w.number FROM work_order w WHERE w.station_id = s.station_id AND w.account_id = s.account_id AND w.state IN ('draft', 'submitted', 'approved') LIMIT 1) AS "orderNumber",
           (SELECT c.number FROM inspection_task k JOIN campaign c ON c.station_id = k.station_id AND c.id = k.campaign_id
            WHERE k.station_id = s.station_id AND k.account_id = s.account_id AND k.state = 'open' AND c.state IN ('planned', 'running') LIMIT 1) AS "campaignNumber"
    FROM suspect s
    JOIN account a ON a.station_id = s.station_id AND a.id = s.account_id
    JOIN district d ON d.station_id = s.station_id AND d.id = s.district_id
    LEFT JOIN suspect_mark m ON m.station_id = s.station_id AND m.account_id = s.account_id AND m.state <> 'open'
    WHERE (${scope}::int[] IS NULL OR s.station_id = ANY(${scope}::int[]))
      AND (${stationId ?? null}::int IS NULL OR s.station_id = ${stationId ?? null}::int)
      AND (${districtCode ?? null}::text IS NULL OR d.code = ${districtCode ?? null}::text)
      AND (${rule ?? null}::text IS NULL OR s.rules @> ARRAY[${rule ?? ''}::text])
      AND (${accountNos ? [...accountNos] : null}::text[] IS NULL OR a.account_no = ANY(${accountNos ? [...accountNos] : null}::text[]))
      AND ${standing(today)} = ${view}
      AND (${expected}::bigint IS NULL OR (-s.expected_fen, s.station_id, s.account_id) > (-${expected}::bigint, ${station}::int, ${account}::bigint))
    ORDER BY -s.expected_fen, s.station_id, s.account_id
    LIMIT ${take}`
  return rows.map(rowOf)
}

const rowOf = ({ districtId, districtCode, districtName, markReason, markNote, markUntil, markBy, markAt, signs, contributions, ...row }: Raw): SuspectRow => ({
  ...row,
  district: { id: districtId, code: districtCode, name: districtName },
  stakeFen: fen(row.stakeFen),
  expectedFen: fen(row.expectedFen),
  energyWh: wh(row.energyWh),
  signs: storedSignsSchema.parse(signs),
  contributions: storedContributionsSchema.parse(contributions),
  mark: markAt && { reason: markReason, note: markNote ?? '', until: markUntil && fromDbDate(markUntil), byName: markBy ?? '', at: markAt },
  cursor: `${row.expectedFen}-${row.stationId}-${row.accountId}`,
})

export interface ScoringRun {
  stationId: number
  scoredAt: Date
  from: BillingMonth
  to: BillingMonth
  accounts: number
  suspects: number
}

/** The last scoring of each of the viewer's stations. */
export async function scoringRuns(viewer: Viewer): Promise<ScoringRun[]> {
  const rows = await db(viewer).suspectRun.findMany({ where: inScope(viewer), orderBy: { stationId: 'asc' } })
  return rows.map(({ stationId, scoredAt, monthFrom, monthTo, accounts, suspects }) => ({ stationId, scoredAt, from: fromDbMonth(monthFrom), to: fromDbMonth(monthTo), accounts, suspects }))
}

/** How many open suspects there are and what going to them is expected to bring. */
export async function suspectSum(viewer: Viewer, { today, stationId }: { today: PlainDate; stationId?: number | undefined }): Promise<{ suspects: number; expectedFen: Fen; stakeFen: Fen }> {
  const scope = scopeArray(viewer)
  const [sum] = await db(viewer).$queryRaw<{ suspects: number; expectedFen: bigint; stakeFen: bigint }[]>`
    SELECT count(*)::int AS suspects, coalesce(sum(s.expected_fen), 0)::bigint AS "expectedFen", coalesce(sum(s.stake_fen), 0)::bigint AS "stakeFen"
    FROM suspect s
    LEFT JOIN suspect_mark m ON m.station_id = s.station_id AND m.account_id = s.account_id AND m.state <> 'open'
    WHERE (${scope}::int[] IS NULL OR s.station_id = ANY(${scope}::int[]))
      AND (${stationId ?? null}::int IS NULL OR s.station_id = ${stationId ?? null}::int)
      AND ${standing(today)} = 'open'`
  return { suspects: sum?.suspects ?? 0, expectedFen: fen(sum?.expectedFen ?? 0n), stakeFen: fen(sum?.stakeFen ?? 0n) }
}

/** What spoke against some accounts at the last scoring, by account: for the tasks made of them, in the same transaction. */
export async function suspicionsOf(viewer: Viewer, tx: Transaction, stationId: number, accountIds: readonly bigint[]): Promise<Map<bigint, { rules: string[]; modelPpm: number; expectedFen: bigint }>> {
  const rows = await tx.suspect.findMany({ where: { AND: [inScope(viewer), { stationId, accountId: { in: [...accountIds] } }] }, select: { accountId: true, rules: true, modelPpm: true, expectedFen: true } })
  return new Map(rows.map(({ accountId, ...suspicion }) => [accountId, suspicion]))
}
