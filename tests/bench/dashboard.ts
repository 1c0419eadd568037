import pg from 'pg'
import { addMonths, billingMonth } from '@/domain/plain-date'
import type { ChartContext } from '@/features/dashboards/charts/chart-points'
import { overviewPage } from '@/features/dashboards/overview-page-queries'
import { resolveView } from '@/features/dashboards/view-queries'
import { disconnect } from '@/server/db'
import { commandLineOperator } from '@/server/viewer'
import { textsFor } from '@/ui/texts'
import { companyDatabase } from './company-database'
import { browserFigures } from './dashboard-browser'
import { lighthouseFigures } from './lighthouse'
import { timeFigure, type Figure } from './figure'
import { percentile, timesOf } from './percentile'

const LAST = billingMonth('2013-09')
const MONTHS = 12
const FROM = addMonths(LAST, 1 - MONTHS)
const ROUNDS = 120
const MOST_SECONDS = 0.08
const TWICE = 2

/**
 * The overview of the whole company over a year, as the server makes it and as a browser has it; then the demonstration's
 * before Lighthouse.
 */
export async function* run(accounts: number): AsyncGenerator<Figure> {
  const stop = await companyDatabase(accounts, MONTHS)
  try {
    for (const [name, category] of [['overview', ''], ['overview, one category', 'RES-Y']] as const) yield* serverFigures(name, category, accounts)
    yield* browserFigures({ from: FROM, to: LAST })
  } finally {
    await disconnect()
    stop()
  }
  yield* lighthouseFigures()
}

/** What the server does for the page, from its address to the charts, against its own statements prepared on bare connections. */
async function* serverFigures(name: string, category: string, accounts: number): AsyncGenerator<Figure> {
  const viewer = commandLineOperator()
  const texts = await textsFor('zh-CN')
  const context: ChartContext = { t: texts.analysis, locale: 'zh-CN', unit: 'yuan' }
  const page = async (): Promise<void> => {
    const view = await resolveView(viewer, { from: FROM, to: LAST, category }, new Date('2013-10-08T02:00:00Z'))
    const { charts } = await overviewPage(viewer, view, context, ({ text }) => text)
    if (charts.length === 0) throw new Error('nothing was drawn')
  }
  const rounds = await statementsOf(page)
  const clients = await Promise.all(Array.from({ length: Math.max(...rounds.map(({ length }) => length)) }, bareConnection))
  const floorOf = async (): Promise<void> => {
    for (const round of rounds) await Promise.all(clients.slice(0, round.length).map(async (client, index) => client.query(round[index] ?? '')))
  }
  const { ours, floor } = await timesOf(Array.from({ length: ROUNDS }), page, floorOf)
  await Promise.all(clients.map((client) => client.end()))
  const [p95, floorP95] = [percentile(ours, 95), percentile(floor, 95)]
  const inAll = rounds.reduce((sum, { length }) => sum + length, 0)
  yield { ...timeFigure(`dashboard ${name} p95`, p95, floorP95, { p50: Number(percentile(ours, 50).toPrecision(3)), floorP50: Number(percentile(floor, 50).toPrecision(3)), statements: inAll, accounts, bound: TWICE }) }
  yield timeFigure(`dashboard ${name} p95 of 80 ms`, p95, MOST_SECONDS, { bound: 1 })
}

async function bareConnection(): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: process.env['DATABASE_URL'] })
  await client.connect()
  return client
}

/** The statements that some work asks for, those in one list at once: a list begins when nothing is under way. */
async function statementsOf(work: () => Promise<void>): Promise<pg.QueryConfig[][]> {
  const rounds: pg.QueryConfig[][] = []
  let underWay = 0
  const { query } = pg.Pool.prototype
  Object.assign(pg.Pool.prototype, {
    async query(this: pg.Pool, statement: pg.QueryConfig) {
      if (underWay === 0) rounds.push([])
      rounds.at(-1)?.push(statement)
      underWay += 1
      const answer: Promise<pg.QueryResult> = Reflect.apply(query, this, [statement])
      return answer.finally(() => (underWay -= 1))
    },
  })
  try {
    await work()
  } finally {
    Object.assign(pg.Pool.prototype, { query })
  }
  return rounds
}
