import { addMonths } from '@/domain/plain-date'
import { rebuildTotals } from '@/features/bills/commands/rebuild-totals'
import { categoryMonths } from '@/features/bills/totals-queries'
import { LAST_MONTH } from '@/features/demo/company/outline'
import { disconnect } from '@/server/db'
import { transactBulk } from '@/server/transaction'
import { commandLineOperator } from '@/server/viewer'
import { bare } from './bare'
import { companyDatabase } from './company-database'
import { sideBySide, timeFigure, type Figure } from './figure'
import { percentile, timesOf } from './percentile'

const MONTHS = 12
const ASKED = 200
const ROUNDS = 5

const YEAR = `SELECT month, category_id, sum(accounts)::int, sum(energy_wh)::text, sum(amount_fen)::text FROM station_monthly_total WHERE month BETWEEN $1 AND $2 GROUP BY 1, 2 ORDER BY 1, 2`
const BARE = `SELECT station_id, district_id, category_id, count(*), sum(energy_wh), sum(amount_fen) FROM bill WHERE month = $1 GROUP BY 1, 2, 3`

/** The year chart of the whole company from totals, and one month's totals of every station replaced at both grains. */
export async function* run(accounts: number): AsyncGenerator<Figure> {
  const stop = await companyDatabase(accounts, MONTHS)
  const viewer = commandLineOperator()
  const range = { from: addMonths(LAST_MONTH, 1 - MONTHS), to: LAST_MONTH }
  try {
    const { ours, floor } = await timesOf(
      Array.from({ length: ASKED }, () => range),
      (scope) => categoryMonths(viewer, scope, 'billed'),
      ({ from, to }) => bare().query({ name: 'floor year', text: YEAR, values: [`${from}-01`, `${to}-01`] }),
    )
    yield timeFigure('totals year chart', percentile(ours, 95), percentile(floor, 95), { medianOurs: percentile(ours, 50), boundSeconds: 0.02 })
    const { rows: stations } = await bare().query<{ id: number }>('SELECT id FROM station ORDER BY id')
    const replaced = await sideBySide(() => replaceMonth(stations), () => bare().query(BARE, [`${LAST_MONTH}-01`]), ROUNDS)
    yield timeFigure('totals month replaced', replaced.ours, replaced.floor, { stations: stations.length })
  } finally {
    await disconnect()
    stop()
  }
}

/** In one transaction, as an import of the company's month leaves it. */
async function replaceMonth(stations: readonly { id: number }[]): Promise<void> {
  await transactBulk(commandLineOperator(), async (client, record) => {
    await rebuildTotals(client, stations.map(({ id }) => id), [LAST_MONTH])
    await record({ stationId: 0, action: 'bills.imported', subject: 'month', subjectKey: LAST_MONTH })
  })
}
