import { createHash, randomUUID } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'

/** Things of the demonstration's station that the walk asks for, by the numbers people know. */
export interface Facts {
  accountNo: string
  personName: string
  order: string
  complaint: string
  campaign: string
  importId: string
  change: string
  circle: string
  project: string
  attachment: string
  /** Of a photo taken at a door. */
  photo: string
  inspection: string
  note: string
  job: string
}

export const STATION = '0107'
export const ELSEWHERE = '0999'

async function withDatabase<Answer>(work: (client: pg.Client) => Promise<Answer>): Promise<Answer> {
  const client = new pg.Client({ connectionString: process.env['E2E_DATABASE_URL'] })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** A second station with nothing in it, and of every demonstration's user a twin there, with the same password. */
export const givenPeopleElsewhere = (): Promise<void> =>
  withDatabase(async (client) => {
    await client.query(`INSERT INTO station (company_id, code, name, open_month) SELECT company_id, $2, '城北供电所', open_month FROM station WHERE code = $1 ON CONFLICT DO NOTHING`, [STATION, ELSEWHERE])
    await client.query(`
      WITH twins AS (
        INSERT INTO app_user (id, name, email, username, display_username, role, all_stations, ages, created_at, updated_at)
        SELECT 'elsewhere-' || id, name, 'elsewhere-' || email, 'elsewhere.' || username, 'elsewhere.' || username, role, false, false, now(), now() FROM app_user WHERE all_stations AND NOT ages
        ON CONFLICT DO NOTHING RETURNING id)
      INSERT INTO user_station (user_id, station_id) SELECT t.id, s.id FROM twins t, station s WHERE s.code = '${ELSEWHERE}'`)
    await client.query(`
      INSERT INTO user_credential (id, account_id, provider_id, user_id, password, created_at, updated_at)
      SELECT 'elsewhere-' || c.id, 'elsewhere-' || c.account_id, c.provider_id, 'elsewhere-' || c.user_id, c.password, now(), now()
      FROM user_credential c JOIN app_user u ON u.id = 'elsewhere-' || c.user_id ON CONFLICT DO NOTHING`)
  })

/** What the demonstration has, and what it lacks put beside it: a photo of an inspection and an attachment, with a file each. */
export const givenFacts = (): Promise<Facts> =>
  withDatabase(async (client) => {
    const one = async (sql: string, values: unknown[] = []): Promise<string> => {
      const { rows } = await client.query<{ found: string }>({ text: sql, values })
      if (!rows[0]) throw new Error(`the demonstration lacks: ${sql}`)
      return rows[0].found
    }
    const photo = keptFile()
    const at = `station_id = (SELECT id FROM station WHERE code = '${STATION}')`
    const order = await one(`SELECT number AS found FROM work_order WHERE ${at} AND state IN ('applied', 'verified', 'closed') ORDER BY number LIMIT 1`)
    await client.query(
      `INSERT INTO work_order_attachment (station_id, work_order_id, file_sha256, name, media_type, bytes, uploaded_by_id, uploaded_by_name, at)
       SELECT station_id, id, $2, 'door.png', 'image/png', 68, preparer_id, 'walk', now() FROM work_order WHERE number = $1 ON CONFLICT DO NOTHING`,
      [order, photo],
    )
    const attachment = await one(`SELECT id::text AS found FROM work_order_attachment WHERE ${at} AND file_sha256 = $1`, [photo])
    const inspection = await one(`SELECT station_id || '-' || id AS found FROM inspection WHERE ${at} ORDER BY id LIMIT 1`)
    await client.query(
      `INSERT INTO inspection_file (station_id, inspection_id, kind, sha256, media_type, bytes) SELECT station_id, id, 'photo', $1, 'image/png', 68 FROM inspection WHERE ${at} ORDER BY id LIMIT 1 ON CONFLICT DO NOTHING`,
      [photo],
    )
    const change = await one(
      `INSERT INTO register_change (kind, state, station_ids, accounts, reason, summary, created_by_id, created_by_name, created_at, applied_by_id, applied_by_name, applied_at)
       SELECT 'district', 'applied', ARRAY(SELECT id FROM station WHERE code = '${STATION}'), 0, 'walk', '{"to": {"code": "0107-001", "name": "一号台区"}, "station": {"code": "0107", "name": "XX供电所"}}', id, name, now(), id, name, now()
       FROM app_user WHERE username = 'clerk' RETURNING id::text AS found`,
    )
    const accountNo = await one(`SELECT a.account_no AS found FROM account a WHERE ${at} AND a.closed_on IS NULL AND length(a.name) = 3 AND EXISTS (SELECT FROM tariff_assignment t WHERE t.station_id = a.station_id AND t.account_id = a.id AND t.valid_to IS NULL) ORDER BY a.account_no LIMIT 1`)
    return {
      accountNo,
      personName: await one(`SELECT name AS found FROM account WHERE ${at} AND account_no = $1`, [accountNo]),
      order, attachment, photo, inspection, change,
      complaint: await one(`SELECT number AS found FROM complaint WHERE ${at} ORDER BY number LIMIT 1`),
      campaign: await one(`SELECT number AS found FROM campaign WHERE ${at} ORDER BY number LIMIT 1`),
      importId: await one(
        `INSERT INTO import_batch (kind, file_name, file_sha256, encoding, header, sample, source, state, created_by_id, created_at, station_ids)
         SELECT 'bills', 'walk.csv', $1, 'utf-8', ARRAY['a'], '[["1"]]', '', 'uploaded', id, now(), ARRAY(SELECT s.id FROM station s WHERE s.code = '${STATION}') FROM app_user WHERE username = 'clerk' RETURNING id::text AS found`,
        [createHash('sha256').update(randomUUID()).digest('hex')],
      ),
      circle: await one(`SELECT number AS found FROM qc_circle WHERE ${at} LIMIT 1`),
      project: await one(`SELECT number AS found FROM qc_project WHERE ${at} LIMIT 1`),
      note: await one(`INSERT INTO chart_note (station_id, month, kind, text, created_by_name, created_at) SELECT id, '2012-01-01', 'other', 'walk', 'walk', now() FROM station WHERE code = '${STATION}' RETURNING id::text AS found`),
      job: await one(
        `INSERT INTO background_job (kind, params, station_ids, state, created_by_id, created_by_name, created_at, finished_at)
         SELECT 'walk', '{}', ARRAY(SELECT id FROM station WHERE code = '${STATION}'), 'done', id, name, now(), now() FROM app_user WHERE username = 'clerk' RETURNING id::text AS found`,
      ),
    }
  })

/** A picture of one pixel, where the application keeps its files. @returns its digest */
function keptFile(): string {
  const content = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')
  const sha256 = createHash('sha256').update(content).digest('hex')
  const folder = path.join(process.env['E2E_FILES'] ?? '', sha256.slice(0, 2))
  mkdirSync(folder, { recursive: true })
  writeFileSync(path.join(folder, sha256), content)
  return sha256
}

/** Everything a person did that the log tells of; log-ins come and go. */
export const entriesInLog = (): Promise<number> =>
  withDatabase(async (client) => Number((await client.query<{ count: string }>(`SELECT count(*) AS count FROM audit_log WHERE action <> 'user.logged-in'`)).rows[0]?.count))

/** Names and addresses of people at the station: what no list may show in full. Colleagues have names too, and stand everywhere. */
export const peopleOfStation = (): Promise<{ name: string; address: string }[]> =>
  withDatabase(async (client) => (await client.query<{ name: string; address: string }>(`SELECT a.name, a.address FROM account a JOIN station s ON s.id = a.station_id WHERE s.code = $1 AND a.name NOT IN (SELECT name FROM app_user)`, [STATION])).rows)

/** A rule of accounts that holds from yesterday or from today; none is ever changed. */
export const givenSetting = (key: string, value: string, from: 'yesterday' | 'today'): Promise<unknown> =>
  withDatabase((client) => client.query(`INSERT INTO identity_setting (key, effective_from, value, source) VALUES ($1, (now() AT TIME ZONE 'Asia/Shanghai')::date - $3::int, $2, 'walk')`, [key, value, from === 'today' ? 0 : 1]))
