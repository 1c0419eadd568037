import { mkdirSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { dataFolder, filesFolder, migrationsFolder } from '@/cli/places'
import { insertTariffs } from '@/features/demo/commands/load-tariffs'
import { DEMO_TARIFFS } from '@/features/demo/tariff-documents'
import { addressOfDatabase, startEmbedded } from '@/server/postgres/embedded'
import { migrate } from '@/server/postgres/migrate'
import { transactBulk } from '@/server/transaction'
import { commandLineOperator, workingFor, type Viewer } from '@/server/viewer'

export interface OrdersDatabase {
  url: string
  /** So many orders to approve that nobody has touched. */
  take: (count: number) => string[]
  stop: () => Promise<void>
}

const DATABASE = 'bench_work_orders'
const STATIONS = 4
const DISTRICTS = 60

export const SUPERVISOR: Viewer = { ...workingFor({ userId: 'bench-supervisor', name: 'Supervisor', role: 'supervisor' }, [], 'bench'), stations: 'all' }

/**
 * A database with orders to approve, made of plain SQL in the shape that submitting leaves them: each an account with three
 * billed months of its own, on one of many districts; and older orders in every state for the queue. Made anew by every run.
 */
export async function ordersDatabase({ toApprove, inQueue }: { toApprove: number; inQueue: number }): Promise<OrdersDatabase> {
  const given = process.env['BENCH_DATABASE_URL']
  const folder = path.join(dataFolder, 'bench-work-orders')
  if (!given) mkdirSync(folder, { recursive: true })
  const server = given ? { url: given, started: false, stop: () => undefined } : await startEmbedded({ folder })
  const admin = new pg.Client({ connectionString: addressOfDatabase(server.url, 'postgres') })
  await admin.connect()
  await admin.query(`DROP DATABASE IF EXISTS ${DATABASE} WITH (FORCE)`)
  await admin.query(`CREATE DATABASE ${DATABASE}`)
  const url = addressOfDatabase(server.url, DATABASE)
  await migrate(url, migrationsFolder)
  process.env['DATABASE_URL'] = url
  process.env['TARIFF_AUDIT_FILES'] = filesFolder
  await fill(url, toApprove, inQueue)
  const numbers = await toApproveNumbers(url)
  return {
    url,
    take: (count) => numbers.splice(0, count),
    stop: async () => {
      await admin.end()
      if (server.started) server.stop()
    },
  }
}

async function fill(url: string, toApprove: number, inQueue: number): Promise<void> {
  await transactBulk(commandLineOperator(), async (tariffs, record) => {
    await insertTariffs(tariffs, DEMO_TARIFFS, new Date(0))
    await record({ stationId: 0, action: 'demo.loaded', subject: 'tariffs', subjectKey: 'bench' })
  })
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(`INSERT INTO company (id, name, accounts_total) VALUES (1, 'Company', ${toApprove + inQueue})`)
    await client.query(`INSERT INTO station (company_id, code, name, open_month) SELECT 1, '02' || lpad(n::text, 2, '0'), 'Station ' || n, '2013-10-01' FROM generate_series(1, ${STATIONS}) AS n`)
    await client.query(`INSERT INTO district (station_id, code, name) SELECT s.id, s.code || '-' || lpad(n::text, 3, '0'), 'District ' || n FROM station s, generate_series(1, ${DISTRICTS}) AS n`)
    for (const month of ['2013-07-01', '2013-08-01', '2013-09-01']) await client.query('SELECT ensure_bill_partition($1::date)', [month])
    await client.query(FILL_ACCOUNTS, [toApprove + inQueue, STATIONS, DISTRICTS])
    await client.query(FILL_BILLS, [toApprove])
    await client.query(FILL_ORDERS, [toApprove])
    await client.query(FILL_MONTHS)
    await client.query(`INSERT INTO app_user (id, name, email, username, role, all_stations, updated_at) VALUES ('bench-clerk', 'Clerk', 'clerk@users.invalid', 'clerk', 'clerk', true, now()), ('bench-supervisor', 'Supervisor', 'supervisor@users.invalid', 'supervisor', 'supervisor', true, now())`)
    await client.query('ANALYZE')
  } finally {
    await client.end()
  }
}

const RESIDENTIAL = `(SELECT id FROM tariff_category WHERE code = 'RES-1')`
const COMMERCIAL = `(SELECT id FROM tariff_category WHERE code = 'COM-1')`

const FILL_ACCOUNTS = `
  WITH made AS (
    INSERT INTO account (station_id, district_id, account_no, name, address, meter_no, opened_on)
    SELECT s.id, d.id, s.code || lpad(n::text, 8, '0'), '用户' || n, '柳林镇' || n || '号', 'M' || s.code || n, '2012-07-01'
    FROM generate_series(1, $1::int) AS n
    JOIN (SELECT id, code, row_number() OVER (ORDER BY id) - 1 AS place FROM station) AS s ON s.place = n % $2::int
    JOIN (SELECT id, station_id, row_number() OVER (PARTITION BY station_id ORDER BY id) - 1 AS place FROM district) AS d ON d.station_id = s.id AND d.place = (n / $2::int) % $3::int
    RETURNING station_id, id)
  INSERT INTO tariff_assignment (station_id, account_id, valid_from, remainder_category_id) SELECT station_id, id, '2012-07-01', ${RESIDENTIAL} FROM made`

/** 1,000 kWh a month at 0.5469 yuan. */
const FILL_BILLS = `
  INSERT INTO bill (station_id, account_id, month, energy_wh, amount_fen, year_to_date_wh, period_from, period_to, district_id, category_id)
  SELECT a.station_id, a.id, m.month, 1000000, 54690, (m.place - 1) * 1000000, m.month, (m.month + interval '1 month')::date, a.district_id, ${RESIDENTIAL}
  FROM (SELECT * FROM account ORDER BY id LIMIT $1::int) AS a,
    (VALUES ('2013-07-01'::date, 1), ('2013-08-01', 2), ('2013-09-01', 3)) AS m(month, place)`

/** The first accounts' orders wait to be approved; the others' are spread over the states and over two years. */
const FILL_ORDERS = `
  INSERT INTO work_order (station_id, number, account_id, finding, state, version, effective_from, remainder_category_id, reason, evidence, difference_fen, preparer_id, approver_id,
    created_at, submitted_at, approved_at, applied_at)
  SELECT o.station_id, 'GD-' || s.code || '-' || to_char(o.created, 'YYYYMM') || '-' || lpad(o.place::text, 6, '0'), o.account_id, 'low-tariff-high-use', o.state::work_order_state,
    CASE WHEN o.state = 'draft' THEN 1 ELSE 2 END, '2013-07-01', ${COMMERCIAL}, 'a shop', 'seen on site', CASE WHEN o.state <> 'draft' THEN 55980 END, 'bench-clerk',
    CASE WHEN o.state IN ('approved', 'applied', 'verified', 'closed') THEN 'bench-supervisor' END,
    o.created, CASE WHEN o.state <> 'draft' THEN o.created END, CASE WHEN o.state IN ('approved', 'applied', 'verified', 'closed') THEN o.created END,
    CASE WHEN o.state IN ('applied', 'verified', 'closed') THEN o.created END
  FROM (
    SELECT station_id, id AS account_id, place,
      CASE WHEN place <= $1 THEN 'submitted' ELSE (ARRAY['closed','closed','verified','applied','closed','verified','closed','rejected','cancelled','draft','submitted','approved'])[1 + place % 12] END AS state,
      CASE WHEN place <= $1 THEN '2013-10-08 10:00+08'::timestamptz ELSE '2013-10-07 10:00+08'::timestamptz - (place % 730) * interval '1 day' END AS created
    FROM (SELECT station_id, id, row_number() OVER (ORDER BY id)::int AS place FROM account) AS a) AS o
  JOIN station s ON s.id = o.station_id`

/** 1,000 kWh at 0.7335 yuan instead. */
const FILL_MONTHS = `
  INSERT INTO back_billing_month (station_id, work_order_id, account_id, month, energy_wh, billed_fen, right_fen, difference_fen, working)
  SELECT o.station_id, o.id, o.account_id, b.month, 1000000, 54690, 73350, 18660, jsonb_build_object(
    'billed', jsonb_build_array(jsonb_build_object('category', 'RES-1', 'energyWh', '1000000', 'amountFen', '54690')),
    'right', jsonb_build_array(jsonb_build_object('category', 'COM-1', 'energyWh', '1000000', 'amountFen', '73350')))
  FROM work_order o JOIN bill b ON b.station_id = o.station_id AND b.account_id = o.account_id`

async function toApproveNumbers(url: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query<{ number: string }>(`SELECT DISTINCT o.number FROM work_order o JOIN back_billing_month m ON m.station_id = o.station_id AND m.work_order_id = o.id WHERE o.state = 'submitted'`)
    return rows.map(({ number }) => number)
  } finally {
    await client.end()
  }
}
