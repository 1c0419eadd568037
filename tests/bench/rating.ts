import { JOB_KINDS } from '@/cli/job-kinds'
import { billingMonth } from '@/domain/plain-date'
import { recordCheck } from '@/features/bill-checks/commands/request-check'
import { copyBinary } from '@/server/copy-binary'
import { disconnect } from '@/server/db'
import { findJob } from '@/server/jobs/job-store'
import { runJob } from '@/server/jobs/run-job'
import { commandLineOperator } from '@/server/viewer'
import { bare } from './bare'
import { companyDatabase } from './company-database'
import { sideBySide, timeFigure, type Figure } from './figure'
import { run as runCore } from './rating-core'

const MONTH = billingMonth('2013-09')
const ROUNDS = 3
const MEMORY_LIMIT_MB = 300

/** The sums are kept, so that no work can be left out. */
export let kept = 0n

/** Re-rating a whole company's month and storing what came of it, against reading the same bills; then the pure core. */
export async function* run(accounts: number): AsyncGenerator<Figure> {
  const stop = await companyDatabase(accounts, 1)
  try {
    let bills = 0
    const { ours, floor } = await sideBySide(checkAll, async () => void (bills = await readAll()), ROUNDS)
    const memory = Math.round(process.resourceUsage().maxRSS / 1024)
    yield timeFigure('rating', ours, floor, { bills, billsPerSecond: Math.round(bills / ours) })
    yield { figure: 'rating-memory', unit: 'MB', ours: memory, floor: MEMORY_LIMIT_MB, ratio: Number((memory / MEMORY_LIMIT_MB).toPrecision(3)) }
  } finally {
    await disconnect()
    stop()
  }
  yield* runCore()
}

async function checkAll(): Promise<void> {
  const viewer = commandLineOperator()
  const id = await recordCheck(viewer, { month: MONTH })
  await runJob(id, JOB_KINDS)
  const job = await findJob(viewer, id)
  if (job?.state !== 'done') throw new Error(`the check ended as ${job?.state ?? 'nothing'}: ${job?.failure ?? ''}`)
}

/** The bills' rows by binary COPY, every field taken into the process and nothing done with it. */
async function readAll(): Promise<number> {
  const client = await bare().connect()
  try {
    const sql = `SELECT station_id, account_id, energy_wh, amount_fen, year_to_date_wh, period_from, period_to, category_id FROM bill WHERE month = '${MONTH}-01'`
    return await copyBinary(client, sql, (row) => {
      kept += row.int8(1) + row.int8(2) + row.int8(3) + row.int8(4) + BigInt(row.int4(0) + row.int4(5) + row.int4(6) + row.int2(7))
    })
  } finally {
    client.release()
  }
}
