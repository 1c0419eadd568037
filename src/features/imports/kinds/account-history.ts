import 'server-only'
import type { CommitContext } from '../kind-spec'

/** What a change of the register says of a district. */
const district = (table: string): string => `jsonb_build_object('id', ${table}.id, 'code', ${table}.code, 'name', ${table}.name)`

/** Both sides where they differ; the initials go with the name, and are read off it once it is on record. */
const side = (name: string, address: string, initials: string, place: string): string => `
  CASE WHEN a.name <> r.name THEN jsonb_build_object('name', ${name}, 'initials', ${initials}) ELSE '{}' END
  || CASE WHEN a.address <> r.address THEN jsonb_build_object('address', ${address}) ELSE '{}' END
  || CASE WHEN old.id <> new.id THEN jsonb_build_object('district', ${district(place)}) ELSE '{}' END`

/**
 * Puts on record what becomes of the names, addresses and districts of accounts, before it does: a change of the register for
 * each station, with every account in it. Their pages tell their history from these.
 * @returns the change's number by station
 */
export async function writeHistory({ client, tables: { ready }, by, at, fileName, batchId }: CommitContext): Promise<Map<number, string>> {
  await client.query(`CREATE TEMP TABLE account_sides ON COMMIT DROP AS
    SELECT a.station_id, a.id AS account_id, ${side('a.name', 'a.address', 'a.name_initials', 'old')} AS before, ${side('r.name', 'r.address', `''`, 'new')} AS after
    FROM ${ready} r JOIN account a ON a.station_id = r.station_id AND a.id = r.account_id
    JOIN district old ON old.station_id = a.station_id AND old.id = a.district_id JOIN district new ON new.station_id = r.station_id AND new.id = r.district_id
    WHERE r.verdict = 'changed' AND (a.name <> r.name OR a.address <> r.address OR a.district_id <> r.district_id)`)
  const { rows } = await client.query<{ id: string; stationId: number }>(
    `INSERT INTO register_change (kind, state, station_ids, accounts, summary, file_name, created_by_id, created_by_name, created_at, applied_by_id, applied_by_name, applied_at)
     SELECT 'import', 'applied', ARRAY[station_id], count(*), jsonb_build_object('import', $1::text), $2, $3, $4, $5, $3, $4, $5 FROM account_sides GROUP BY station_id ORDER BY station_id
     RETURNING id, station_ids[1] AS "stationId"`,
    [String(batchId), fileName.slice(0, 200), by.userId, by.name, at],
  )
  await client.query(
    `INSERT INTO account_change (station_id, change_id, account_id, before, after)
     SELECT s.station_id, c.id, s.account_id, s.before, s.after FROM account_sides s JOIN unnest($1::int[], $2::bigint[]) AS c(station_id, id) USING (station_id)`,
    [rows.map(({ stationId }) => stationId), rows.map(({ id }) => id)],
  )
  return new Map(rows.map(({ id, stationId }) => [stationId, id]))
}
