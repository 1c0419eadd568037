import { createReadStream, createWriteStream, existsSync } from 'node:fs'
import { rename } from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import { JOB_KINDS } from '@/cli/job-kinds'
import { dataFolder } from '@/cli/places'
import { receiveFile } from '@/features/imports/commands/receive-file'
import { recordCheck, recordCommit } from '@/features/imports/commands/request-job'
import { getImport } from '@/features/imports/queries'
import { disconnect } from '@/server/db'
import { keepStream } from '@/server/files/file-store'
import { runJob } from '@/server/jobs/run-job'
import { commandLineOperator } from '@/server/viewer'
import { bare } from './bare'
import { companyDatabase } from './company-database'
import { median, seconds, timeFigure, type Figure } from './figure'

const ROUNDS = 3
const MEMORY_LIMIT_MB = 300
const MOST_BYTES = 1_000_000_000
/** The company's open month, for which it has no bills yet. */
const PARTITION = 'bill_201310'

const viewer = commandLineOperator()

/** A month of the whole company's bills from a CSV to committed with checks and totals, against a bare COPY of the same rows into a keyed table. */
export async function* run(accounts: number): AsyncGenerator<Figure> {
  const stop = await companyDatabase(accounts, 1)
  try {
    const files = await filesOf(accounts)
    const times: { ours: number[]; floor: number[] } = { ours: [], floor: [] }
    let bills = 0
    for (let round = 0; round < ROUNDS; round += 1) {
      await takeBack()
      times.floor.push(await copyBare(files.rows))
      times.ours.push(await seconds(async () => void (bills = await importAll(files.csv))))
    }
    await takeBack()
    const [ours, floor] = [median(times.ours), median(times.floor)]
    const memory = Math.round(process.resourceUsage().maxRSS / 1024)
    yield timeFigure('import', ours, floor, { bills, billsPerSecond: Math.round(bills / ours) })
    yield { figure: 'import-memory', unit: 'MB', ours: memory, floor: MEMORY_LIMIT_MB, ratio: Number((memory / MEMORY_LIMIT_MB).toPrecision(3)) }
  } finally {
    await disconnect()
    stop()
  }
}

/** October as September was: as the marketing system would export it, and as the rows that come of it. Made once and kept. */
async function filesOf(accounts: number): Promise<{ csv: string; rows: string }> {
  const [csv, rows] = ['csv', 'rows'].map((kind) => path.join(dataFolder, `bench-import-${accounts}.${kind}`)) as [string, string]
  const from = `FROM bill b JOIN account a ON a.station_id = b.station_id AND a.id = b.account_id JOIN tariff_category c ON c.id = b.category_id WHERE b.month = '2013-09-01' ORDER BY a.account_no`
  const before = 'b.year_to_date_wh + b.energy_wh'
  if (!existsSync(csv)) {
    await copyOut(`COPY (SELECT a.account_no AS "户号", '2013-10' AS "电费月份", c.name_zh AS "用电类别", trim_scale(b.energy_wh / 1000.0) AS "电量", round(b.amount_fen / 100.0, 2) AS "电费",
      trim_scale((${before}) / 1000.0) AS "本期前年累计电量" ${from}) TO STDOUT (FORMAT csv, HEADER)`, csv)
  }
  if (!existsSync(rows)) {
    await copyOut(`COPY (SELECT b.station_id, b.account_id, DATE '2013-10-01', b.energy_wh, b.amount_fen, ${before}, DATE '2013-10-01', DATE '2013-11-01', b.district_id, b.category_id ${from}) TO STDOUT`, rows)
  }
  return { csv, rows }
}

async function copyOut(sql: string, file: string): Promise<void> {
  const client = await bare().connect()
  await pipeline(client.query(copyTo(sql)), createWriteStream(`${file}.unfinished`))
  client.release()
  await rename(`${file}.unfinished`, file)
}

async function copyBare(rows: string): Promise<number> {
  const client = await bare().connect()
  try {
    await client.query('CREATE TABLE bench_floor (LIKE bill); ALTER TABLE bench_floor ADD PRIMARY KEY (station_id, account_id, month)')
    const columns = 'station_id, account_id, month, energy_wh, amount_fen, year_to_date_wh, period_from, period_to, district_id, category_id'
    return await seconds(() => pipeline(createReadStream(rows), client.query(copyFrom(`COPY bench_floor (${columns}) FROM STDIN`))))
  } finally {
    await client.query('DROP TABLE IF EXISTS bench_floor')
    client.release()
  }
}

/** What the upload route and the worker do between them. @returns the bills committed */
async function importAll(csv: string): Promise<number> {
  const kept = await keepStream(createReadStream(csv), MOST_BYTES)
  const { id } = await receiveFile(viewer, { kind: 'bills', name: path.basename(csv), ...kept }, new Date())
  await runJob(await recordCheck(viewer, id), JOB_KINDS)
  const { version, counts, summary } = await getImport(viewer, id)
  if (counts.blocker > 0 || !summary) throw new Error(`the check found ${counts.blocker} blockers`)
  await runJob(await recordCommit(viewer, { id, version }), JOB_KINDS)
  const { state, outcome } = await getImport(viewer, id)
  // The company has some bills at another category's price: they are held, as they should be.
  if (state !== 'committed' || !outcome || outcome.added + counts.held !== summary.rows) throw new Error(`the import ended as ${state}`)
  return outcome.added
}

/** The books as they were, so that each round begins alike. */
async function takeBack(): Promise<void> {
  await bare().query(`DO $$ BEGIN IF to_regclass('${PARTITION}') IS NOT NULL THEN ALTER TABLE bill DETACH PARTITION ${PARTITION}; DROP TABLE ${PARTITION}; END IF; END $$`)
  await bare().query(`DELETE FROM station_monthly_total WHERE month = '2013-10-01'; DELETE FROM district_monthly_total WHERE month = '2013-10-01'; DELETE FROM import_batch`)
  await bare().query('CHECKPOINT')
}
