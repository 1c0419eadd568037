import type pg from 'pg'
import { addMonths, billingMonth } from '@/domain/plain-date'
import type { ChartContext } from '@/features/dashboards/charts/chart-points'
import { overviewPage } from '@/features/dashboards/overview-page-queries'
import { resolveView } from '@/features/dashboards/view-queries'
import { disconnect } from '@/server/db'
import { commandLineOperator } from '@/server/viewer'
import { textsFor } from '@/ui/texts'
import { bare } from './bare'
import { companyDatabase } from './company-database'
import { timeFigure, type Figure } from './figure'

const LAST = billingMonth('2013-09')
const MONTHS = 12
const ROUNDS = 120
const WARM = 20
const MOST_SECONDS = 0.08
const TWICE = 2

const percentile = (values: readonly number[], share: number): number => values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? Number.NaN

/**
 * The overview of the whole company over a year: what the server does for the page, from its address to the charts, against
 * the same reads as prepared statements on bare connections. Then the same for one category, which is what a click costs.
 */
export async function* run(accounts: number): AsyncGenerator<Figure> {
  const stop = await companyDatabase(accounts, MONTHS)
  try {
    const viewer = commandLineOperator()
    const texts = await textsFor('zh-CN')
    const context: ChartContext = { t: texts.analysis, locale: 'zh-CN', unit: 'yuan' }
    const from = addMonths(LAST, 1 - MONTHS)
    for (const [name, category] of [['overview', ''], ['overview, one category', 'RES-Y']] as const) {
      const page = async () => {
        const view = await resolveView(viewer, { from, to: LAST, category }, new Date('2013-10-08T02:00:00Z'))
        const { charts } = await overviewPage(viewer, view, context, ({ text }) => text)
        if (charts.length === 0) throw new Error('nothing was drawn')
      }
      const { ours, floor } = await alternately(page, () => prepared(from))
      const [p95, floorP95] = [percentile(ours, 0.95), percentile(floor, 0.95)]
      yield { ...timeFigure(`dashboard ${name} p95`, p95, floorP95, { p50: Number(percentile(ours, 0.5).toPrecision(3)), floorP50: Number(percentile(floor, 0.5).toPrecision(3)), accounts, bound: TWICE }) }
      yield timeFigure(`dashboard ${name} p95 of 80 ms`, p95, MOST_SECONDS)
    }
  } finally {
    await disconnect()
    stop()
  }
}

async function alternately(ours: () => Promise<void>, floor: () => Promise<void>): Promise<{ ours: number[]; floor: number[] }> {
  const times: { ours: number[]; floor: number[] } = { ours: [], floor: [] }
  for (let round = -WARM; round < ROUNDS; round += 1) {
    for (const [name, work] of [['floor', floor], ['ours', ours]] as const) {
      const began = performance.now()
      await work()
      if (round >= 0) times[name].push((performance.now() - began) / 1000)
    }
  }
  return times
}

/** What the page reads, in the order it waits for it: each inner list at once, on connections of their own. */
const READS: readonly (readonly { name: string; text: string; dated?: boolean }[])[] = [
  [
    { name: 'stations', text: 'SELECT id, company_id, code, name, open_month FROM station ORDER BY code' },
    { name: 'categories', text: 'SELECT id, code, name_zh, name_en, synonyms, header FROM tariff_category ORDER BY id' },
  ],
  [{ name: 'loaded', text: `SELECT to_char(min(month), 'YYYY-MM'), to_char(max(month), 'YYYY-MM') FROM station_monthly_total WHERE accounts > 0` }],
  [
    { name: 'totals', dated: true, text: `SELECT to_char(month, 'YYYY-MM'), category_id, sum(accounts)::int, sum(energy_wh)::bigint, sum(amount_fen)::bigint, max(source)::text FROM station_monthly_total WHERE month BETWEEN $1::date - interval '1 month' AND $2::date GROUP BY month, category_id ORDER BY month, category_id` },
    { name: 'company', text: 'SELECT name, accounts_total FROM company ORDER BY id LIMIT 1' },
    { name: 'statements', dated: true, text: 'SELECT s.station_id, s.month, s.category_id, s.accounts, s.energy_wh, s.amount_fen FROM category_month_statement s WHERE s.month BETWEEN $1 AND $2' },
    { name: 'notes', dated: true, text: 'SELECT id, month, kind, text, created_by_name FROM chart_note WHERE month BETWEEN $1 AND $2 AND station_id = 0 AND district_id = 0 ORDER BY month, id LIMIT 50' },
    ...['bill_month', 'posted_month'].flatMap((column) => [
      { name: `months ${column}`, dated: true, text: `SELECT to_char(${column}, 'YYYY-MM'), sum(energy_wh)::bigint, sum(amount_fen)::bigint, count(DISTINCT (station_id, work_order_id))::int FROM adjustment WHERE ${column} BETWEEN $1 AND $2 GROUP BY ${column} ORDER BY ${column}` },
      { name: `sum ${column}`, dated: true, text: `SELECT sum(amount_fen)::bigint, count(DISTINCT (station_id, work_order_id))::int FROM adjustment WHERE ${column} BETWEEN $1 AND $2` },
    ]),
  ],
]

async function prepared(from: string): Promise<void> {
  for (const reads of READS) {
    await Promise.all(reads.map(async ({ name, text, dated = false }): Promise<void> => {
      const client: pg.PoolClient = await bare().connect()
      try {
        await client.query({ name: `bench ${name}`, text, values: dated ? [`${from}-01`, `${LAST}-01`] : [] })
      } finally {
        client.release()
      }
    }))
  }
}
