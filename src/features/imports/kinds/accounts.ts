import 'server-only'
import { accountReader } from '@/domain/imports/accounts'
import { fillReady } from '../import-tables'
import type { CheckContext, Checked, KindSpec } from '../kind-spec'
import { keepState } from './account-state'
import { commitAccounts } from './commit-accounts'
import { faultsSql, type FaultRule } from './write-faults'

/** The register: accounts with their districts and supply stations. New ones come in; what differs on record is brought up to date. */
export const ACCOUNTS: KindSpec = {
  stage: [
    ['station', 'text'], ['station_name', 'text'], ['district', 'text'], ['district_name', 'text'], ['account_no', 'text COLLATE "C"'],
    ['name', 'text'], ['address', 'text'], ['meter_no', 'text'], ['opened_on', 'date'], ['category_id', 'smallint'],
  ],
  names: ['station', 'district', 'accountNo'],
  freeText: true,
  partial: true,
  reader: accountReader,
  check: async (context) => keepState(context, await checkAccounts(context)),
  commit: commitAccounts,
}

/** Stations and districts go by their code or their name. */
const STATION_KEYS = 'SELECT DISTINCT ON (key) key, id FROM (SELECT code AS key, id, 1 AS rank FROM station UNION ALL SELECT name, id, 2 FROM station) AS named ORDER BY key, rank'
const DISTRICT_KEYS =
  'SELECT DISTINCT ON (station_id, key) station_id, key, id FROM (SELECT station_id, code AS key, id, 1 AS rank FROM district UNION ALL SELECT station_id, name, id, 2 FROM district) AS named ORDER BY station_id, key, rank'

async function checkAccounts({ client, tables, stationIds, mayAddStations, sign }: CheckContext): Promise<Checked> {
  await fillReady(client, tables, `
    SELECT s.*, st.id AS station_id, d.id AS district_id, a.id AS account_id, count(*) OVER same AS times, min(s.row_no) OVER same AS first_row,
           CASE WHEN a.id IS NULL THEN 'added'
                WHEN (a.name, a.address, a.meter_no, a.opened_on, a.district_id) = (s.name, s.address, COALESCE(s.meter_no, a.meter_no), COALESCE(s.opened_on, a.opened_on), d.id) THEN 'unchanged'
                ELSE 'changed' END AS verdict
    FROM ${tables.stage} s
    LEFT JOIN (${STATION_KEYS}) st ON st.key = s.station
    LEFT JOIN (${DISTRICT_KEYS}) d ON d.station_id = st.id AND d.key = s.district
    LEFT JOIN account a ON a.station_id = st.id AND a.account_no = s.account_no
    WINDOW same AS (PARTITION BY s.account_no)`)
  await sign(60)
  await client.query(faultsSql(tables.fault, doubtful(tables.ready, stationIds, mayAddStations), RULES))
  await client.query(`DELETE FROM ${tables.ready} r USING ${tables.fault} f WHERE f.row_no = r.row_no AND f.severity = 'blocker'`)
  await client.query(announceNew(tables.ready, tables.fault, 'new-station', 'station', 'station_id IS NULL', 'station'))
  await client.query(announceNew(tables.ready, tables.fault, 'new-district', 'district', 'district_id IS NULL', 'station, district'))
  await client.query(announceKeptCategories(tables.ready, tables.fault))
  const { rows } = await client.query<Checked>(`
    SELECT count(*) FILTER (WHERE verdict = 'added')::int AS added, count(*) FILTER (WHERE verdict = 'changed')::int AS changed, count(*) FILTER (WHERE verdict = 'unchanged')::int AS unchanged,
           '{}'::text[] AS months, count(DISTINCT station)::int AS stations, NULL AS "energyWh", NULL AS "amountFen",
           count(DISTINCT station) FILTER (WHERE station_id IS NULL)::int AS "newStations", count(DISTINCT (station, district)) FILTER (WHERE district_id IS NULL)::int AS "newDistricts"
    FROM ${tables.ready}`)
  return rows[0] ?? { added: 0, changed: 0, unchanged: 0, months: [], stations: 0, energyWh: null, amountFen: null, newStations: 0, newDistricts: 0 }
}

const doubtful = (ready: string, stationIds: readonly number[], mayAddStations: boolean): string => `
  SELECT * FROM (
    SELECT r.*, e.station_code AS elsewhere,
           (r.station_id IS NULL AND (r.station_name IS NULL OR NOT ${mayAddStations})) OR (r.station_id IS NOT NULL AND r.station_id <> ALL('{${stationIds.join(',')}}'::int[])) AS no_station,
           r.district_id IS NULL AND r.district_name IS NULL AS no_district
    FROM ${ready} r
    LEFT JOIN (SELECT other.account_no, other.station_id, station.code AS station_code FROM account_place other JOIN station ON station.id = other.station_id WHERE other.closed_on IS NULL) AS e
      ON e.account_no = r.account_no AND e.station_id IS DISTINCT FROM r.station_id) AS asked
  WHERE no_station OR no_district OR times > 1 OR elsewhere IS NOT NULL`

const RULES: readonly FaultRule[] = [
  { code: 'unknown-station', column: 'station', when: 'no_station', params: `jsonb_build_object('value', station)` },
  { code: 'unknown-district', column: 'district', when: 'no_district AND NOT no_station', params: `jsonb_build_object('value', district)` },
  { code: 'duplicate', column: 'accountNo', when: 'times > 1', params: `jsonb_build_object('first', first_row::text)` },
  { code: 'account-elsewhere', column: 'accountNo', when: 'elsewhere IS NOT NULL', params: `jsonb_build_object('value', account_no, 'station', elsewhere)` },
]

/** Says once, at its first row, that a station or district comes with the file. */
const announceNew = (ready: string, fault: string, code: string, column: string, when: string, key: string): string => `
  INSERT INTO ${fault} (row_no, column_name, code, severity, params)
  SELECT min(row_no), '${column}', '${code}', 'warning', jsonb_build_object('value', max(${column}), 'name', max(${column}_name)) FROM ${ready} WHERE ${when} GROUP BY ${key}`

/** Of an account on record the category is not the register's to change: what the file says otherwise is said, and left. */
const announceKeptCategories = (ready: string, fault: string): string => {
  const current = 't.station_id = r.station_id AND t.account_id = r.account_id AND (t.valid_to IS NULL OR t.valid_to > r.open_month)'
  return `
  WITH otherwise AS MATERIALIZED (
    SELECT r.row_no, r.station_id, r.account_id, r.open_month FROM (SELECT ready.*, st.open_month FROM ${ready} ready JOIN station st ON st.id = ready.station_id) AS r
    WHERE r.account_id IS NOT NULL AND r.category_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM tariff_assignment t WHERE ${current} AND t.remainder_category_id = r.category_id))
  INSERT INTO ${fault} (row_no, column_name, code, severity, params)
  SELECT r.row_no, 'category', 'category-kept', 'warning', jsonb_build_object('category', COALESCE(c.name_zh, 'none'), 'categoryEn', COALESCE(c.name_en, 'none')) FROM otherwise r
  LEFT JOIN LATERAL (SELECT t.remainder_category_id FROM tariff_assignment t WHERE ${current} ORDER BY t.valid_from LIMIT 1) AS now ON true
  LEFT JOIN tariff_category c ON c.id = now.remainder_category_id`
}
