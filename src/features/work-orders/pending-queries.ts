import 'server-only'
import { fen, type Fen } from '@/domain/money'
import { db } from '@/server/db'
import { scopeArray, type Viewer } from '@/server/viewer'
import type { OrderScope } from './new-basis-queries'

/** Where an order stands before it is applied. */
const PENDING_STATES = ['draft', 'submitted', 'approved'] as const

export interface PendingOrders {
  state: (typeof PENDING_STATES)[number]
  orders: number
  /** What they are to post, penalties apart. */
  differenceFen: Fen
  /** Of the orders, those whose difference is not worked out yet: it is when an order is submitted. */
  unpriced: number
}

/** Orders that are on their way and have posted nothing yet, as they stand now, by state; states without any are absent. */
export async function pendingOrders(viewer: Viewer, { stationId, districtId }: Pick<OrderScope, 'stationId' | 'districtId'>): Promise<PendingOrders[]> {
  const scope = scopeArray(viewer)
  const rows = await db(viewer).$queryRaw<(Omit<PendingOrders, 'differenceFen'> & { differenceFen: bigint })[]>`
    SELECT o.state::text AS state, count(*)::int AS orders, COALESCE(sum(o.difference_fen), 0)::bigint AS "differenceFen", count(*) FILTER (WHERE o.difference_fen IS NULL)::int AS unpriced
    FROM work_order o JOIN account a ON a.station_id = o.station_id AND a.id = o.account_id
    WHERE o.state = ANY(${[...PENDING_STATES]}::work_order_state[]) AND (${scope}::int[] IS NULL OR o.station_id = ANY(${scope}::int[]))
      AND (${stationId ?? null}::int IS NULL OR o.station_id = ${stationId ?? null}::int) AND (${districtId ?? null}::int IS NULL OR a.district_id = ${districtId ?? null}::int)
    GROUP BY o.state`
  const byState = new Map(rows.map((row) => [row.state, { ...row, differenceFen: fen(row.differenceFen) }]))
  return PENDING_STATES.flatMap((state) => byState.get(state) ?? [])
}
