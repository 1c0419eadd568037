import 'server-only'
import { DomainError } from '@/domain/errors'
import { createTable } from '../import-tables'
import type { CheckContext, Checked } from '../kind-spec'

/** All that a file may change of an account, and whether it is in use, as one text to compare. */
const STATE = 'jsonb_build_array(a.name, a.address, a.meter_no, a.opened_on, a.closed_on, a.district_id)::text'

/** Keeps with each row that would change an account what it was when it was checked. */
export async function keepState({ client, tables: { ready }, sign }: CheckContext, checked: Checked): Promise<Checked> {
  await sign(90)
  await createTable(client, `ALTER TABLE ${ready} ADD COLUMN was text`)
  if (checked.changed > 0) await client.query(`UPDATE ${ready} r SET was = ${STATE} FROM account a WHERE r.verdict = 'changed' AND a.station_id = r.station_id AND a.id = r.account_id`)
  return checked
}

/**
 * Locks the accounts that are about to change, and the numbers against another import of accounts.
 * @throws DomainError `import-books-moved` where one is no longer what it was when it was checked, or its number is in use
 *   at another station since
 */
export async function assertAsChecked({ client, tables: { ready } }: Pick<CheckContext, 'client' | 'tables'>): Promise<void> {
  await client.query('SELECT pg_advisory_xact_lock(4716, 1)')
  await client.query(`SELECT count(*) FROM (SELECT a.id FROM account a JOIN ${ready} r ON r.verdict = 'changed' AND a.station_id = r.station_id AND a.id = r.account_id ORDER BY a.station_id, a.id FOR UPDATE OF a) AS locked`)
  const { rows } = await client.query<{ moved: number }>(`
    SELECT ((SELECT count(*) FROM ${ready} r LEFT JOIN account a ON a.station_id = r.station_id AND a.id = r.account_id WHERE r.verdict = 'changed' AND ${STATE} IS DISTINCT FROM r.was)
      + (SELECT count(*) FROM ${ready} r JOIN account_place elsewhere ON elsewhere.account_no = r.account_no AND elsewhere.closed_on IS NULL AND elsewhere.station_id IS DISTINCT FROM r.station_id
         WHERE r.verdict <> 'unchanged'))::int AS moved`)
  const moved = rows[0]?.moved ?? 0
  if (moved > 0) throw new DomainError('import-books-moved', { count: moved })
}
