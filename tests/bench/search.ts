import { disconnect } from '@/server/db'
import { pinyinInitials } from '@/domain/register/pinyin-initials'
import { searchAccounts } from '@/features/accounts/search-queries'
import { commandLineOperator } from '@/server/viewer'
import { bare } from './bare'
import { companyDatabase } from './company-database'
import { timeFigure, type Figure } from './figure'
import { percentile, timesOf } from './percentile'

const TIMES = 200
const PAGE = 51

interface Kind {
  name: string
  /** What is typed, made from a real account. */
  typed: (account: Sample) => string
  /** The same look-up as one prepared statement. */
  statement: string
  values: (typed: string) => string[]
}

interface Sample {
  account_no: string
  name: string
  address: string
  meter_no: string
}

const COLUMNS = `a.account_no, a.name, a.address, a.meter_no, s.code, s.name AS station, d.code AS district_code, d.name AS district, t.remainder_category_id, t.splits IS NOT NULL AS split, a.opened_on::text, a.closed_on::text`
const AROUND = `JOIN district d ON d.station_id = a.station_id AND d.id = a.district_id JOIN station s ON s.id = a.station_id
  LEFT JOIN tariff_assignment t ON t.station_id = a.station_id AND t.account_id = a.id AND t.valid_to IS NULL`
const page = (where: string, order = 'account_no') => `SELECT ${COLUMNS} FROM (SELECT * FROM account WHERE ${where} ORDER BY ${order} LIMIT ${PAGE}) AS a ${AROUND} ORDER BY a.${order}`
const part = (column: string) => page(`bigrams(${column}) @> bigrams($1) AND ${column} LIKE '%' || $1 || '%'`)
const upTo = (prefix: string) => [prefix, `${prefix}\u{10FFFF}`]
const alone = (typed: string) => [typed]

const KINDS: readonly Kind[] = [
  { name: 'whole number', typed: ({ account_no }) => account_no, statement: page('account_no >= $1 AND account_no < $2'), values: upTo },
  { name: 'number prefix', typed: ({ account_no }) => account_no.slice(0, 7), statement: page('account_no >= $1 AND account_no < $2'), values: upTo },
  { name: 'meter number', typed: ({ meter_no }) => meter_no, statement: page('meter_no >= $1 AND meter_no < $2'), values: upTo },
  { name: 'exact name', typed: ({ name }) => name, statement: part('name'), values: alone },
  { name: 'part of a name', typed: ({ name }) => name.slice(-2), statement: part('name'), values: alone },
  { name: 'pinyin initials', typed: ({ name }) => pinyinInitials(name), statement: page('name_initials >= $1 AND name_initials < $2', 'name_initials'), values: upTo },
  { name: 'address part, rare', typed: ({ address }) => address.slice(-7), statement: part('address'), values: alone },
  // Half the addresses of a company hold these two: the short way is along the number, not through the index.
  { name: 'address part, common', typed: ({ address }) => address.slice(1, 3), statement: page(`address LIKE '%' || $1 || '%'`), values: alone },
]

/** The one box over the whole company: p95 of a page as the list shows it, against the same look-up by a prepared statement. */
export async function* run(accounts: number): AsyncGenerator<Figure> {
  const stop = await companyDatabase(accounts, 12)
  try {
    const viewer = commandLineOperator()
    const samples = (await bare().query<Sample>(`SELECT account_no, name, address, meter_no FROM account TABLESAMPLE SYSTEM (0.2) REPEATABLE (7) LIMIT 20000`)).rows
    const chosen = Array.from({ length: TIMES }, (_, index) => samples[Math.floor((index * samples.length) / TIMES)]).filter((sample) => sample !== undefined)
    for (const { name, typed, statement, values } of KINDS) {
      const sort = name === 'pinyin initials' ? 'name' : 'number'
      const { ours, floor } = await timesOf(
        chosen.map(typed),
        (text) => searchAccounts(viewer, { text }, '', sort),
        (text) => bare().query({ name: `floor ${name}`, text: statement, values: values(text) }),
      )
      yield timeFigure(`search ${name}`, percentile(ours, 95), percentile(floor, 95), { medianOurs: percentile(ours, 50), medianFloor: percentile(floor, 50), lookUps: chosen.length })
    }
  } finally {
    await disconnect()
    stop()
  }
}
