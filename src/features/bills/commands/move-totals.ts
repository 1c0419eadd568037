import 'server-only'
import type { Wh } from '@/domain/energy'
import type { Fen } from '@/domain/money'
import type { BillingMonth } from '@/domain/plain-date'
import { toDbMonth } from '@/server/database-dates'
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

/**
 * Moves the monthly totals by adjustments, within the transaction that posts them: on the month they belong to and on the
 * month they are posted in, at district and station grain. A row that is not there yet is made, with no accounts.
 */
export async function moveTotals(tx: Transaction, moves: readonly TotalsMove[]): Promise<void> {
  // In one order for everyone, so that two corrections never wait for each other in a circle.
  const ordered = [...moves].sort((a, b) => order(a).localeCompare(order(b)))
  for (const move of ordered) {
    const byMonth = [
      { month: move.belongsTo, belongs: 1n, posted: 0n },
      { month: move.postedIn, belongs: 0n, posted: 1n },
    ]
    for (const { month, belongs, posted } of byMonth) {
      const { stationId, districtId, categoryId, energyWh, amountFen } = move
      const at = toDbMonth(month)
      await tx.$executeRaw`
        INSERT INTO district_monthly_total AS total (station_id, month, district_id, category_id, accounts, energy_wh, amount_fen,
          belonging_energy_wh, belonging_amount_fen, posted_energy_wh, posted_amount_fen)
        VALUES (${stationId}, ${at}::date, ${districtId}, ${categoryId}::smallint, 0, 0, 0,
          ${energyWh * belongs}, ${amountFen * belongs}, ${energyWh * posted}, ${amountFen * posted})
        ON CONFLICT (station_id, month, district_id, category_id) DO UPDATE SET
          belonging_energy_wh = total.belonging_energy_wh + EXCLUDED.belonging_energy_wh,
          belonging_amount_fen = total.belonging_amount_fen + EXCLUDED.belonging_amount_fen,
          posted_energy_wh = total.posted_energy_wh + EXCLUDED.posted_energy_wh,
          posted_amount_fen = total.posted_amount_fen + EXCLUDED.posted_amount_fen`
      await tx.$executeRaw`
        INSERT INTO station_monthly_total AS total (station_id, month, category_id, accounts, energy_wh, amount_fen,
          belonging_energy_wh, belonging_amount_fen, posted_energy_wh, posted_amount_fen, source)
        VALUES (${stationId}, ${at}::date, ${categoryId}::smallint, 0, 0, 0,
          ${energyWh * belongs}, ${amountFen * belongs}, ${energyWh * posted}, ${amountFen * posted}, 'bills')
        ON CONFLICT (station_id, month, category_id) DO UPDATE SET
          belonging_energy_wh = total.belonging_energy_wh + EXCLUDED.belonging_energy_wh,
          belonging_amount_fen = total.belonging_amount_fen + EXCLUDED.belonging_amount_fen,
          posted_energy_wh = total.posted_energy_wh + EXCLUDED.posted_energy_wh,
          posted_amount_fen = total.posted_amount_fen + EXCLUDED.posted_amount_fen`
    }
  }
}

const order = (move: TotalsMove): string => `${move.stationId} ${move.districtId} ${move.categoryId} ${move.belongsTo}`
