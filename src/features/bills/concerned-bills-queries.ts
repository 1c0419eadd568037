import 'server-only'
import { addMonths, firstDayOf, monthOf, type PlainDate } from '@/domain/plain-date'
import { db, type Db } from '@/server/db'
import { SHARED_TABLES } from '@/server/scope'

/** A count stops here: beyond it, how many more there are makes no difference to the question. */
export const MOST_COUNTED = 100_000

/** A bill of an earlier month may reach into later ones; none is for longer than this. */
const LONGEST_PERIOD_MONTHS = 6

/**
 * How many posted bills of all stations have days from a date on and energy on a category: a version released for those
 * days is not what they were billed on. Tariffs are the company's, so the count is, too, whoever asks.
 * @returns at most one more than `MOST_COUNTED`
 */
export async function concernedBills(categoryCode: string, from: PlainDate, tx: Pick<Db, '$queryRaw'> = db(SHARED_TABLES)): Promise<number> {
  const firstMonth = firstDayOf(addMonths(monthOf(from), -LONGEST_PERIOD_MONTHS))
  const [row] = await tx.$queryRaw<{ count: number }[]>`SELECT concerned_bills(${categoryCode}, ${firstMonth}::date, ${from}::date, ${MOST_COUNTED + 1}::int) AS count`
  return row?.count ?? 0
}
