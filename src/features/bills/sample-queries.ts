import 'server-only'
import { db } from '@/server/db'
import { scopeArray, type Viewer } from '@/server/viewer'

/**
 * Accounts to try a tariff on: from small to large by energy of the newest billed month, in the viewer's station that has
 * the most of the category; of any category when there is none of it yet.
 */
export async function sampleAccounts(viewer: Viewer, categoryCode: string): Promise<string[]> {
  const scope = scopeArray(viewer)
  const rows = await db(viewer).$queryRaw<{ accountNo: string }[]>`
    WITH place AS (
      SELECT t.station_id, t.month, t.category_id FROM station_monthly_total t
      LEFT JOIN tariff_category c ON c.id = t.category_id
      WHERE t.source = 'bills' AND t.accounts > 0 AND (${scope}::int[] IS NULL OR t.station_id = ANY(${scope}::int[]))
      ORDER BY (c.code = ${categoryCode}) DESC NULLS LAST, t.month DESC, t.accounts DESC LIMIT 1
    ), ranked AS (
      SELECT b.account_id, b.station_id, row_number() OVER (ORDER BY b.energy_wh, b.account_id) AS place, count(*) OVER () AS size
      FROM bill b JOIN place p ON p.station_id = b.station_id AND p.month = b.month AND p.category_id = b.category_id
      WHERE b.energy_wh > 0
    )
    SELECT a.account_no AS "accountNo" FROM ranked r
    JOIN account a ON a.station_id = r.station_id AND a.id = r.account_id
    WHERE r.place IN (1, (r.size + 3) / 4, (r.size + 1) / 2, (r.size * 3 + 3) / 4, (r.size * 19 + 19) / 20, r.size)
    ORDER BY r.place`
  return rows.map(({ accountNo }) => accountNo)
}
