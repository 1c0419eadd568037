import 'server-only'
import type pg from 'pg'
import * as z from 'zod'
import { DomainError } from '@/domain/errors'
import { addMonths, firstDayOf, plainDate, type BillingMonth } from '@/domain/plain-date'
import { pinyinInitials } from '@/domain/register/pinyin-initials'
import { partToJson } from '@/features/bills/account-bills'
import { rebuildTotals } from '@/features/bills/commands/rebuild-totals'
import { copyRows } from '@/server/copy-rows'
import { db } from '@/server/db'
import { asOwner } from '@/server/scoped-pool'
import { transactBulk } from '@/server/transaction'
import type { Viewer } from '@/server/viewer'
import { LAST_MONTH, type CompanyOutline, type StationOutline } from '../company/outline'
import { stationAccounts, type CompanyStation } from '../company/station-accounts'
import { StationBills, termsOf } from '../company/station-bills'
import { COMPANY_TARIFFS } from '../company/tariffs'
import { COMPANY } from '../origin-figures'
import { analyze } from './analyze'
import { insertTariffs, takeIds } from './load-tariffs'

const OPENED = plainDate('2012-07-01')

export interface LoadedStation {
  station: StationOutline
  /** Or it was there already. */
  loaded: boolean
}

/**
 * Loads the whole company station by station, each all or nothing; one that is there stays as it is, so that a load that
 * was broken off goes on where it stopped.
 * @throws DomainError `demo-code-taken` when another station has one of the codes, `demo-other-size` when what is there was
 *   loaded as a company of another size
 */
export async function* loadCompany(viewer: Viewer, { accounts, months, stations }: CompanyOutline, at: Date): AsyncGenerator<LoadedStation> {
  const existing = new Map((await db(viewer).station.findMany({ select: { code: true, name: true } })).map(({ code, name }) => [code, name]))
  for (const { code, name } of stations) {
    const other = existing.get(code)
    if (other !== undefined && other !== name) throw new DomainError('demo-code-taken', { code, name: other })
  }
  await assertSameCompany(viewer, stations, months.length)
  for (const station of stations) {
    const loaded = !existing.has(station.code)
    if (loaded) await loadStationOf(viewer, station, months, accounts, at)
    yield { station, loaded }
  }
  await analyze(viewer)
}

const loadedSchema = z.object({ accounts: z.int(), months: z.int() })

/** As its load was recorded: what has come into the books since is nobody's mistake. */
async function assertSameCompany(viewer: Viewer, stations: readonly StationOutline[], months: number): Promise<void> {
  const entries = await db(viewer).auditLog.findMany({ where: { action: 'demo.loaded', subjectKey: { in: stations.map(({ code }) => code) } }, select: { subjectKey: true, after: true } })
  for (const { subjectKey: code, after } of entries) {
    const there = loadedSchema.safeParse(after).data
    const asked = Object.values(stations.find((station) => station.code === code)?.accounts ?? {}).reduce((sum, count) => sum + count, 0)
    if (there && (there.accounts !== asked || there.months !== months)) throw new DomainError('demo-other-size', { code, ...there, asked, askedMonths: months })
  }
}

async function loadStationOf(viewer: Viewer, outline: StationOutline, months: readonly BillingMonth[], companyAccounts: number, at: Date): Promise<void> {
  const generated = stationAccounts(outline)
  await transactBulk(viewer, (client, record) => asOwner(client, async () => {
    const stationId = await insertStation(client, outline, companyAccounts)
    const categories = await insertTariffs(client, COMPANY_TARIFFS, at)
    const districts = await takeIds(client, 'district_id_seq', generated.districts.length)
    const accounts = await takeIds(client, 'account_id_seq', generated.accounts.length)
    await insertRegister(client, { stationId, generated, districts, accounts, categories })
    const bills = new StationBills(generated.accounts, outline.seed, LAST_MONTH)
    for (const month of months) await insertMonth(client, { stationId, generated, districts, accounts, categories }, bills, month)
    await rebuildTotals(client, stationId, months)
    await record({ stationId, action: 'demo.loaded', subject: 'station', subjectKey: outline.code, after: { accounts: accounts.length, months: months.length } })
  }))
}

async function insertStation(client: pg.PoolClient, { code, name }: StationOutline, accounts: number): Promise<number> {
  await client.query(
    'INSERT INTO company (id, name, accounts_total) VALUES ($1, $2, $3) ON CONFLICT (id) DO UPDATE SET accounts_total = EXCLUDED.accounts_total',
    [COMPANY.id, COMPANY.name, accounts],
  )
  const sql = 'INSERT INTO station (company_id, code, name, open_month) VALUES ($1, $2, $3, $4) RETURNING id'
  const { rows } = await client.query<{ id: number }>(sql, [COMPANY.id, code, name, firstDayOf(addMonths(LAST_MONTH, 1))])
  return rows[0]?.id ?? 0
}

interface Loading {
  stationId: number
  generated: CompanyStation
  districts: readonly number[]
  accounts: readonly number[]
  categories: ReadonlyMap<string, number>
}

async function insertRegister(client: pg.PoolClient, { stationId, generated, districts, accounts, categories }: Loading): Promise<void> {
  await copyRows(client, 'district', ['station_id', 'id', 'code', 'name'], generated.districts.map(({ code, name }, index) => [stationId, districts[index] ?? 0, code, name]))
  const columns = ['station_id', 'id', 'district_id', 'account_no', 'name', 'name_initials', 'address', 'meter_no', 'opened_on']
  await copyRows(client, 'account', columns, generated.accounts.map((one, index) => [
    stationId, accounts[index] ?? 0, districts[one.district] ?? 0, one.accountNo, one.name, pinyinInitials(one.name), one.address, one.meterNo, OPENED,
  ]))
  await copyRows(client, 'tariff_assignment', ['station_id', 'account_id', 'valid_from', 'remainder_category_id', 'splits'], generated.accounts.map((one, index) => [
    stationId, accounts[index] ?? 0, OPENED, categories.get(one.category) ?? 0, one.split === null ? null : JSON.stringify(termsOf(one).splits),
  ]))
}

const BILL_COLUMNS = ['station_id', 'account_id', 'month', 'energy_wh', 'amount_fen', 'year_to_date_wh', 'period_from', 'period_to', 'district_id', 'category_id', 'parts']

async function insertMonth(client: pg.PoolClient, loading: Loading, bills: StationBills, month: BillingMonth): Promise<void> {
  await client.query('SELECT ensure_bill_partition($1)', [firstDayOf(month)])
  await copyRows(client, 'bill', BILL_COLUMNS, billRows(loading, bills, month))
}

function* billRows({ stationId, generated, districts, accounts, categories }: Loading, bills: StationBills, month: BillingMonth) {
  const [from, to] = [firstDayOf(month), firstDayOf(addMonths(month, 1))]
  for (const { account, kwh, amountFen, yearToDateKwh, parts } of bills.of(month)) {
    const record = generated.accounts[account]
    yield [
      stationId, accounts[account] ?? 0, from, kwh * 1000, amountFen, yearToDateKwh * 1000, from, to,
      districts[record?.district ?? 0] ?? 0, categories.get(record?.category ?? '') ?? 0, parts === null ? null : JSON.stringify(parts.map(partToJson)),
    ]
  }
}
