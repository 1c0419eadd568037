import 'server-only'
import { fen, type Fen } from '@/domain/money'
import { Prisma } from '@/generated/prisma/client'
import { db } from '@/server/db'
import { preparedRows } from '@/server/prepared-rows'
import { scopeArray, type Viewer } from '@/server/viewer'
import { visitsWithin, type VisitScope } from './visits-queries'

/** What one rule, inspector or campaign brought: visits that got in, and those of them that found something. */
export interface HitRateRow {
  key: string
  inspected: number
  hits: number
}

export interface HitRates {
  byRule: HitRateRow[]
  byInspector: HitRateRow[]
  byCampaign: (HitRateRow & { name: string })[]
}

/** Hit rates by rule, inspector and campaign: of one campaign when its number is given, of a scope's visits when there is one. */
export async function hitRates(viewer: Viewer, { campaignNumber, ...scope }: VisitScope & { campaignNumber?: string } = {}): Promise<HitRates> {
  const rows = await preparedRows<{ rules: string[]; inspector: string; number: string; name: string; hit: boolean; visits: number }>(viewer, Prisma.sql`
    SELECT t.rules, i.inspector_name AS inspector, c.number, c.name, i.outcome = 'finding' AS hit, count(*)::int AS visits
    FROM inspection i
    JOIN inspection_task t ON t.station_id = i.station_id AND t.id = i.task_id
    JOIN campaign c ON c.station_id = t.station_id AND c.id = t.campaign_id
    WHERE i.standing = 'accepted' AND i.outcome <> 'no-access'
      AND ${visitsWithin(viewer, scope)} AND (${campaignNumber ?? null}::text IS NULL OR c.number = ${campaignNumber ?? null}::text)
    GROUP BY 1, 2, 3, 4, 5`)
  const names = new Map(rows.map(({ number, name }) => [number, name]))
  return {
    byRule: counted(rows.flatMap(({ rules, hit, visits }) => (rules.length === 0 ? ['none'] : rules).map((key) => ({ key, hit, visits })))),
    byInspector: counted(rows.map(({ inspector, hit, visits }) => ({ key: inspector, hit, visits }))),
    byCampaign: counted(rows.map(({ number, hit, visits }) => ({ key: number, hit, visits }))).map((row) => ({ ...row, name: names.get(row.key) ?? '' })),
  }
}

function counted(seen: readonly { key: string; hit: boolean; visits: number }[]): HitRateRow[] {
  const rows = new Map<string, HitRateRow>()
  for (const { key, hit, visits } of seen) {
    const row = rows.get(key) ?? { key, inspected: 0, hits: 0 }
    row.inspected += visits
    if (hit) row.hits += visits
    rows.set(key, row)
  }
  return [...rows.values()].sort((a, b) => b.hits - a.hits || b.inspected - a.inspected || (a.key < b.key ? -1 : 1))
}

export interface CampaignYield {
  visits: number
  orders: number
  /** Posted by the campaign's work orders. */
  recoveredFen: Fen
  /** Of orders submitted or approved, not posted yet. */
  pendingFen: Fen
}

/** What a campaign cost in visits and brought in corrections, order by order. */
export async function campaignYield(viewer: Viewer, { stationId, id, number }: { stationId: number; id: bigint; number: string }): Promise<CampaignYield> {
  const scope = scopeArray(viewer)
  const [row] = await db(viewer).$queryRaw<{ visits: number; orders: number; recovered: bigint | null; pending: bigint | null }[]>`
    SELECT (SELECT count(*)::int FROM inspection i JOIN inspection_task t ON t.station_id = i.station_id AND t.id = i.task_id WHERE t.station_id = ${stationId} AND t.campaign_id = ${id}) AS visits,
           (SELECT count(*)::int FROM work_order w WHERE w.station_id = ${stationId} AND w.campaign = ${number} AND w.state NOT IN ('rejected', 'cancelled')) AS orders,
           (SELECT sum(a.amount_fen)::bigint FROM adjustment a JOIN work_order w ON w.station_id = a.station_id AND w.id = a.work_order_id WHERE w.station_id = ${stationId} AND w.campaign = ${number} AND a.kind <> 'penalty') AS recovered,
           (SELECT sum(w.difference_fen)::bigint FROM work_order w WHERE w.station_id = ${stationId} AND w.campaign = ${number} AND w.state IN ('submitted', 'approved')) AS pending
    WHERE ${scope}::int[] IS NULL OR ${stationId} = ANY(${scope}::int[])`
  return { visits: row?.visits ?? 0, orders: row?.orders ?? 0, recoveredFen: fen(row?.recovered ?? 0n), pendingFen: fen(row?.pending ?? 0n) }
}
