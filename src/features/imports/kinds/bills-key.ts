import 'server-only'
import { asOwner } from '@/server/scoped-pool'
import { billSums } from '@/features/bills/commands/rebuild-totals'
import { fillTable } from '../import-tables'
import type { CheckContext } from '../kind-spec'
import { joinParts } from './bill-parts'
import type { BillFacts } from './bills-sql'

/**
 * The key and, for a month that the books do not have yet, all that makes the table one of theirs. Where an account comes
 * several times in a month they may be the parts of one bill; else nobody can say which is right, and all are taken out.
 * @returns how many rows have become bills of several parts
 */
export async function makeKey(context: CheckContext, facts: BillFacts): Promise<number> {
  const { client, tables } = context
  const joined = await withKey(context, facts)
  if (facts.months.length === 1 && facts.posted.length === 0) {
    // All in one: what is asked of each row is asked in one reading. Both sides of the foreign key are at hand in its order.
    await asOwner(client, () => client.query(`SET enable_hashjoin = off; ALTER TABLE ${tables.ready} ADD CONSTRAINT bill_one_month CHECK (month = '${facts.months[0] ?? ''}'),
      ${NEVER_EMPTY.map((column) => `ALTER COLUMN ${column} SET NOT NULL`).join(', ')},
      ADD CONSTRAINT bill_station_id_account_id_fkey FOREIGN KEY (station_id, account_id) REFERENCES account (station_id, id) ON DELETE RESTRICT ON UPDATE CASCADE; RESET enable_hashjoin`))
  }
  return joined
}

/** As a month of bills has it, besides the columns of the key. */
const NEVER_EMPTY = ['energy_wh', 'amount_fen', 'year_to_date_wh', 'period_from', 'period_to', 'district_id', 'category_id']

const UNIQUE_VIOLATION = '23505'

async function withKey(context: CheckContext, facts: BillFacts): Promise<number> {
  const { client, tables: { stage, ready, fault } } = context
  const key = `ALTER TABLE ${ready} ADD PRIMARY KEY (station_id, account_id, month)`
  try {
    await asOwner(client, () => client.query(key))
    return 0
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === UNIQUE_VIOLATION)) throw error
  }
  const joined = await joinParts(context, facts, ready, true)
  await client.query(`DROP TABLE IF EXISTS pg_temp.twice; CREATE TEMP TABLE twice AS SELECT station_id, account_id, month FROM ${ready} GROUP BY 1, 2, 3 HAVING count(*) > 1`)
  await client.query(`INSERT INTO ${fault} (row_no, column_name, code, severity, params)
    SELECT s.row_no, 'accountNo', 'duplicate', 'blocker', jsonb_build_object('first', min(s.row_no) OVER (PARTITION BY a.station_id, a.id, s.month)::text)
    FROM twice JOIN account a ON a.station_id = twice.station_id AND a.id = twice.account_id
    JOIN ${stage} s ON s.account_no = a.account_no AND s.month = twice.month AND (s.station_id IS NULL OR s.station_id = a.station_id)`)
  await client.query(`DELETE FROM ${ready} r USING twice WHERE (r.station_id, r.account_id, r.month) = (twice.station_id, twice.account_id, twice.month)`)
  await client.query('DROP TABLE twice')
  await asOwner(client, () => client.query(key))
  return joined
}

/**
 * The ready bills summed up once: as the totals need them, and in whole for what the check says of them and for what their
 * commit has to follow up.
 */
export async function countArrived(client: CheckContext['client'], { ready, arrived }: CheckContext['tables']): Promise<void> {
  await fillTable(client, arrived, billSums(ready, 'sum(energy_wh) AS whole_wh, sum(amount_fen) AS whole_fen'))
}
