import 'server-only'
import { firstDayOf, monthOf } from '@/domain/plain-date'
import { dayInChina } from '@/server/clock'
import type { CommitContext, Committed } from '../kind-spec'
import { writeHistory } from './account-history'
import { assertAsChecked } from './account-state'

/** How many changed accounts an audit entry names with before and after; all of them are in the change of the register. */
const MOST_NAMED = 500

/**
 * New stations and districts first, then the accounts in them with the category they begin on; then what differs on record.
 * Names go in without their initials, which `fillInitials` reads off them.
 * @throws DomainError `import-books-moved`
 */
export async function commitAccounts(context: CommitContext): Promise<Committed> {
  const { client, tables, sign } = context
  await assertAsChecked(context)
  await sign(10)
  await addPlaces(context)
  await client.query(`UPDATE ${tables.ready} SET account_id = nextval('account_id_seq') WHERE verdict = 'added'`)
  const changes = await changedAccounts(context)
  const history = await writeHistory(context)
  await sign(30)
  const added = await client.query(`INSERT INTO account (station_id, id, district_id, account_no, name, address, meter_no, opened_on)
    SELECT r.station_id, r.account_id, r.district_id, r.account_no, r.name, r.address, COALESCE(r.meter_no, ''), COALESCE(r.opened_on, st.open_month)
    FROM ${tables.ready} r JOIN station st ON st.id = r.station_id WHERE r.verdict = 'added'`)
  await sign(60)
  await client.query(`INSERT INTO tariff_assignment (station_id, account_id, valid_from, remainder_category_id)
    SELECT r.station_id, r.account_id, COALESCE(r.opened_on, st.open_month), r.category_id
    FROM ${tables.ready} r JOIN station st ON st.id = r.station_id WHERE r.verdict = 'added' AND r.category_id IS NOT NULL`)
  await sign(80)
  const changed = await client.query(`UPDATE account a
    SET name = r.name, name_initials = CASE WHEN a.name = r.name THEN a.name_initials ELSE '' END, address = r.address, meter_no = COALESCE(r.meter_no, a.meter_no), opened_on = COALESCE(r.opened_on, a.opened_on), district_id = r.district_id
    FROM ${tables.ready} r WHERE r.verdict = 'changed' AND a.station_id = r.station_id AND a.id = r.account_id`)
  await client.query('UPDATE company SET accounts_total = greatest(accounts_total, accounts_in_use())')
  await sign(95)
  await recordByStation(context, changes, history)
  return { added: added.rowCount ?? 0, changed: changed.rowCount ?? 0, unchanged: 0, billed: [] }
}

/** A new station's books begin in the month it comes; bills of its history may still follow (`bills-sql`). */
async function addPlaces({ client, tables, at }: CommitContext): Promise<void> {
  await client.query(`INSERT INTO company (id, name, accounts_total) SELECT 1, '供电公司', 0 WHERE NOT EXISTS (SELECT 1 FROM company)`)
  await client.query(`INSERT INTO station (company_id, code, name, open_month)
    SELECT DISTINCT ON (station) (SELECT min(id) FROM company), station, station_name, $1::date FROM ${tables.ready} WHERE station_id IS NULL ORDER BY station, row_no`, [firstDayOf(monthOf(dayInChina(at)))])
  await client.query(`UPDATE ${tables.ready} r SET station_id = st.id FROM station st WHERE r.station_id IS NULL AND st.code = r.station`)
  await client.query(`INSERT INTO district (station_id, code, name)
    SELECT DISTINCT ON (station_id, district) station_id, district, district_name FROM ${tables.ready} WHERE district_id IS NULL ORDER BY station_id, district, row_no`)
  await client.query(`UPDATE ${tables.ready} r SET district_id = d.id FROM district d WHERE r.district_id IS NULL AND d.station_id = r.station_id AND d.code = r.district`)
}

interface Change {
  stationId: number
  accountNo: string
  before: Record<string, string>
  after: Record<string, string>
}

/** What stands on record of those that change, before they do. */
async function changedAccounts({ client, tables }: CommitContext): Promise<Change[]> {
  const { rows } = await client.query<Change>(`
    SELECT a.station_id AS "stationId", a.account_no AS "accountNo",
           jsonb_build_object('name', a.name, 'address', a.address, 'meterNo', a.meter_no, 'district', old.code) AS before,
           jsonb_build_object('name', r.name, 'address', r.address, 'meterNo', COALESCE(r.meter_no, a.meter_no), 'district', new.code) AS after
    FROM ${tables.ready} r JOIN account a ON a.station_id = r.station_id AND a.id = r.account_id
    JOIN district old ON old.station_id = a.station_id AND old.id = a.district_id JOIN district new ON new.station_id = r.station_id AND new.id = r.district_id
    WHERE r.verdict = 'changed' ORDER BY r.row_no LIMIT ${MOST_NAMED}`)
  return rows
}

async function recordByStation({ client, tables, record, batchId, fileName }: CommitContext, changes: readonly Change[], history: ReadonlyMap<number, string>): Promise<void> {
  const { rows } = await client.query<{ stationId: number; added: number; changed: number }>(
    `SELECT station_id AS "stationId", count(*) FILTER (WHERE verdict = 'added')::int AS added, count(*) FILTER (WHERE verdict = 'changed')::int AS changed FROM ${tables.ready} WHERE verdict <> 'unchanged' GROUP BY 1 ORDER BY 1`,
  )
  for (const { stationId, added, changed } of rows) {
    const named = changes.filter((change) => change.stationId === stationId)
    await record({
      stationId, action: 'accounts.imported', subject: 'import', subjectKey: String(batchId),
      before: Object.fromEntries(named.map(({ accountNo, before }) => [accountNo, before])),
      after: { file: fileName, added, changed, ...(history.has(stationId) ? { change: history.get(stationId) ?? '' } : {}), accounts: Object.fromEntries(named.map(({ accountNo, after }) => [accountNo, after])) },
    })
  }
}
