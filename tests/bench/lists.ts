import { searchAccounts, PAGE_SIZE, type AccountFilter, type AccountSort } from '@/features/accounts/search-queries'
import { disconnect } from '@/server/db'
import { commandLineOperator } from '@/server/viewer'
import { bare } from './bare'
import { companyDatabase } from './company-database'
import { timeFigure, type Figure } from './figure'
import { percentile, timesOf } from './percentile'

const TIMES = 100
const PAGE_NO = 1_000

interface List {
  name: string
  filter: AccountFilter
  sort: AccountSort
  /** The last row of the page before, by OFFSET: the list itself never does that. */
  cursor: string
}

const before = (order: string, cursor: string, where = 'true') => `SELECT ${cursor} AS cursor FROM account WHERE ${where} ORDER BY ${order} OFFSET ${(PAGE_NO - 1) * PAGE_SIZE - 1} LIMIT 1`
const NUMBER = `account_no || '~' || station_id`

const LISTS: readonly List[] = [
  { name: 'all by number', filter: { text: '' }, sort: 'number', cursor: before('account_no, station_id', NUMBER) },
  { name: 'all by name', filter: { text: '' }, sort: 'name', cursor: before('name_initials, account_no, station_id', `${NUMBER} || '~' || name_initials`) },
  { name: 'a common word by number', filter: { text: '家庄' }, sort: 'number', cursor: before('account_no, station_id', NUMBER, `address LIKE '%家庄%'`) },
]

/** The 1,000th page of a list by key, against its first page. */
export async function* run(accounts: number): AsyncGenerator<Figure> {
  const stop = await companyDatabase(accounts, 12)
  const viewer = commandLineOperator()
  try {
    for (const { name, filter, sort, cursor } of LISTS) {
      const after = (await bare().query<{ cursor: string }>(cursor)).rows[0]?.cursor ?? ''
      const page = (from: string) => searchAccounts(viewer, filter, from, sort)
      const { ours, floor } = await timesOf(Array.from({ length: TIMES }, () => after), page, () => page(''))
      yield timeFigure(`lists ${name}, page ${PAGE_NO}`, percentile(ours, 50), percentile(floor, 50), { p95: percentile(ours, 95) })
    }
  } finally {
    await disconnect()
    stop()
  }
}
