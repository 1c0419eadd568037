import 'server-only'
import type pg from 'pg'
import type { Wh } from '@/domain/energy'
import type { Fen } from '@/domain/money'
import type { BillingMonth } from '@/domain/plain-date'
import type { Transaction } from '@/server/transaction'

/** One posted adjustment as the totals see it. */
export interface TotalsMove {
  stationId: number
  districtId: number
  categoryId: number
  belongsTo: BillingMonth
  postedIn: BillingMonth
  energyWh: Wh
  amountFen: Fen
}

/** Each move on the month it belongs to and on the month it is posted in, those of one row added up. */
const movesBy = (grain: string): string => `
  SELECT station_id, month, ${grain}category_id, 0, 0::bigint, 0::bigint, sum(belonging_energy)::bigint, sum(belonging_amount)::bigint, sum(posted_energy)::bigint, sum(posted_amount)::bigint
  FROM (
    SELECT station_id, belongs_to AS month, district_id, category_id, energy_wh AS belonging_energy, amount_fen AS belonging_amount, 0::bigint AS posted_energy, 0::bigint AS posted_amount FROM moved
    UNION ALL
    SELECT station_id, posted_in, district_id, category_id, 0, 0, energy_wh, amount_fen FROM moved) AS each_month
  GROUP BY station_id, month, ${grain}category_id`

const MOVED = `
  WITH moved AS (
    SELECT * FROM jsonb_to_recordset($1::jsonb)
      AS m(station_id int, district_id int, category_id smallint, belongs_to date, posted_in date, energy_wh bigint, amount_fen bigint))`

const ADD_UP = `
    belonging_energy_wh = total.belonging_energy_wh + EXCLUDED.belonging_energy_wh,
    belonging_amount_fen = total.belonging_amount_fen + EXCLUDED.belonging_amount_fen,
    posted_energy_wh = total.posted_energy_wh + EXCLUDED.posted_energy_wh,
    posted_amount_fen = total.posted_amount_fen + EXCLUDED.posted_amount_fen`

// In one order for everyone, district rows before station rows, so that two corrections never wait for each other in a circle.
const MOVE_DISTRICTS = `${MOVED}
  INSERT INTO district_monthly_total AS total (station_id, month, district_id, category_id, accounts, energy_wh, amount_fen,
    belonging_energy_wh, belonging_amount_fen, posted_energy_wh, posted_amount_fen)
  ${movesBy('district_id, ')} ORDER BY station_id, month, district_id, category_id
  ON CONFLICT (station_id, month, district_id, category_id) DO UPDATE SET ${ADD_UP}`

const MOVE_STATIONS = `${MOVED}
  INSERT INTO station_monthly_total AS total (station_id, month, category_id, accounts, energy_wh, amount_fen,
    belonging_energy_wh, belonging_amount_fen, posted_energy_wh, posted_amount_fen, source)
  SELECT *, 'bills'::total_source FROM (${movesBy('')}) AS sums ORDER BY station_id, month, category_id
  ON CONFLICT (station_id, month, category_id) DO UPDATE SET ${ADD_UP}`

/**
 * Moves the monthly totals by adjustments, within the transaction that posts them: on the month they belong to and on the
 * month they are posted in, at district and station grain. A row that is not there yet is made, with no accounts.
 */
export async function moveTotals(tx: Transaction, moves: readonly TotalsMove[]): Promise<void> {
  if (moves.length === 0) return
  const rows = rowsOf(moves)
  await tx.$executeRawUnsafe(MOVE_DISTRICTS, rows)
  await tx.$executeRawUnsafe(MOVE_STATIONS, rows)
}

/** The same on a connection of its own. */
export async function moveTotalsInBulk(client: pg.PoolClient, moves: readonly TotalsMove[]): Promise<void> {
  if (moves.length === 0) return
  const values = [rowsOf(moves)]
  await client.query({ name: 'move-districts', text: MOVE_DISTRICTS, values })
  await client.query({ name: 'move-stations', text: MOVE_STATIONS, values })
}

const rowsOf = (moves: readonly TotalsMove[]): string =>
  JSON.stringify(
    moves.map(({ stationId, districtId, categoryId, belongsTo, postedIn, energyWh, amountFen }) => ({
      station_id: stationId, district_id: districtId, category_id: categoryId, belongs_to: `${belongsTo}-01`, posted_in: `${postedIn}-01`,
      energy_wh: String(energyWh), amount_fen: String(amountFen),
    })),
  )
