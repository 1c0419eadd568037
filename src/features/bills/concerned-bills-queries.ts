import 'server-only'
import { addMonths, firstDayOf, monthOf, type PlainDate } from '@/domain/plain-date'
import { db } from '@/server/db'
import type { Transaction } from '@/server/transaction'

/** A count stops here: beyond it, how many more there are makes no difference to the question. */
export const MOST_COUNTED = 100_000

/** A bill of an earlier month may reach into later ones; none is for longer than this. */
const LONGEST_PERIOD_MONTHS = 6

/**
 * How many posted bills of all stations have days from a date on and energy on a category: a version released for those
 * days is not what they were billed on. Tariffs are the company's, so the count is, too, whoever asks.
 * @returns at most one more than `MOST_COUNTED`
 */
export async function concernedBills(categoryCode: string, from: PlainDate, tx: Pick<Transaction, '$queryRaw'> = db()): Promise<number> {
  const named = JSON.stringify([{ category: categoryCode }])
  const firstMonth = firstDayOf(addMonths(monthOf(from), -LONGEST_PERIOD_MONTHS))
  const [row] = await tx.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM (
      SELECT 1 FROM bill b JOIN tariff_category c ON c.code = ${categoryCode}
      WHERE b.month >= ${firstMonth}::date AND b.period_to > ${from}::date AND (b.category_id = c.id OR b.parts @> ${named}::jsonb)
      LIMIT ${MOST_COUNTED + 1}
    ) found`
  return row?.count ?? 0
}
