import 'server-only'
import { fen, type Fen } from '@/domain/money'
import type { BillingMonth } from '@/domain/plain-date'
import { toDbMonth } from '@/server/database-dates'
import { db } from '@/server/db'
import { scopeArray, type Viewer } from '@/server/viewer'
import type { OrderOrigin, OrderScope } from './new-basis-queries'

/** What an order posted for one month: its difference, in either direction, and a penalty where there is one. */
export interface BroughtEntry extends OrderOrigin {
  billMonth: BillingMonth
  postedMonth: BillingMonth
  differenceFen: Fen
  /** Never part of the totals. */
  penaltyFen: Fen
}

/** What orders posted in scope, order by order and month by month, by the month posted or the month it belongs to. */
export async function broughtEntries(viewer: Viewer, { stationId, districtId, from, to }: OrderScope, by: 'posted' | 'belonging'): Promise<BroughtEntry[]> {
  const scope = scopeArray(viewer)
  const rows = await db(viewer).$queryRaw<(Omit<BroughtEntry, 'differenceFen' | 'penaltyFen'> & { differenceFen: bigint; penaltyFen: bigint })[]>`
    SELECT e.station_id AS "stationId", e.district_id AS "districtId", o.number AS "orderNumber", replace(o.finding::text, '-', '_') AS finding, o.inspector_name AS "inspectorName", o.campaign,
           a.account_no AS "accountNo", a.name AS "accountName", to_char(e.bill_month, 'YYYY-MM') AS "billMonth", to_char(e.posted_month, 'YYYY-MM') AS "postedMonth",
           COALESCE(sum(e.amount_fen) FILTER (WHERE e.kind::text <> 'penalty'), 0)::bigint AS "differenceFen",
           COALESCE(sum(e.amount_fen) FILTER (WHERE e.kind::text = 'penalty'), 0)::bigint AS "penaltyFen"
    FROM adjustment e
    JOIN work_order o ON o.station_id = e.station_id AND o.id = e.work_order_id
    JOIN account a ON a.station_id = e.station_id AND a.id = e.account_id
    WHERE CASE ${by} WHEN 'posted' THEN e.posted_month ELSE e.bill_month END BETWEEN ${toDbMonth(from)}::date AND ${toDbMonth(to)}::date
      AND (${scope}::int[] IS NULL OR e.station_id = ANY(${scope}::int[]))
      AND (${stationId ?? null}::int IS NULL OR e.station_id = ${stationId ?? null}::int)
      AND (${districtId ?? null}::int IS NULL OR e.district_id = ${districtId ?? null}::int)
    GROUP BY e.station_id, e.district_id, o.number, o.finding, o.inspector_name, o.campaign, a.account_no, a.name, e.bill_month, e.posted_month
    ORDER BY o.number, e.bill_month`
  return rows.map((row) => ({ ...row, differenceFen: fen(row.differenceFen), penaltyFen: fen(row.penaltyFen) }))
}
