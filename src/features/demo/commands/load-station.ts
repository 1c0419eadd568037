import 'server-only'
import type pg from 'pg'
import { daysInMonth, firstDayOf, addDays, type BillingMonth } from '@/domain/plain-date'
import { DomainError } from '@/domain/errors'
import { pinyinInitials } from '@/domain/register/pinyin-initials'
import { rebuildTotals } from '@/features/bills/commands/rebuild-totals'
import { copyRows } from '@/server/copy-rows'
import { db } from '@/server/db'
import { asOwner } from '@/server/scoped-pool'
import { transactBulk } from '@/server/transaction'
import type { Viewer } from '@/server/viewer'
import { followedBills } from '../order-cases'
import { COMPANY, MONTHS, OPEN_MONTH, STATION } from '../origin-figures'
import { demoStation, type DemoStation } from '../station'
import { DEMO_TARIFFS } from '../tariff-documents'
import { analyze } from './analyze'
import { loadQualityProject } from './load-quality-project'
import { insertTariffs, takeIds } from './load-tariffs'

export type LoadOutcome = 'loaded' | 'already-there' | 'other-data'

/**
 * Loads the demonstration station, its tariffs and bills, all or nothing. A second call changes nothing.
 * @param options.ifEmpty does nothing when the database holds any station.
 * @throws DomainError `demo-code-taken` when another station has the demonstration's code
 */
export async function loadStation(viewer: Viewer, at: Date, { ifEmpty }: { ifEmpty: boolean }): Promise<LoadOutcome> {
  const stations = await db(viewer).station.findMany({ select: { code: true, name: true } })
  const same = stations.find((station) => station.code === STATION.code)
  if (same) {
    if (same.name !== STATION.name) throw new DomainError('demo-code-taken', { code: STATION.code, name: same.name })
    await loadQualityProject(at)
    return 'already-there'
  }
  if (ifEmpty && stations.length > 0) return 'other-data'
  const generated = demoStation()
  await transactBulk(viewer, (client, record) => asOwner(client, async () => {
    const stationId = await insertStation(client)
    const categories = await insertTariffs(client, DEMO_TARIFFS, at)
    const districts = await insertDistricts(client, stationId, generated)
    const accounts = await insertAccounts(client, stationId, generated, districts)
    await insertAssignments(client, stationId, generated, accounts, categories)
    await insertBills(client, { stationId, generated, accounts, districts, categories })
    await rebuildTotals(client, stationId, MONTHS)
    const after = { accounts: generated.accounts.length, bills: generated.bills.length }
    await record({ stationId, action: 'demo.loaded', subject: 'station', subjectKey: STATION.code, after })
  }))
  await analyze(viewer)
  await loadQualityProject(at)
  return 'loaded'
}

async function insertStation(client: pg.PoolClient): Promise<number> {
  await client.query('INSERT INTO company (id, name, accounts_total) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING', [COMPANY.id, COMPANY.name, COMPANY.accountsTotal])
  const sql = 'INSERT INTO station (company_id, code, name, open_month) VALUES ($1, $2, $3, $4) RETURNING id'
  const { rows } = await client.query<{ id: number }>(sql, [COMPANY.id, STATION.code, STATION.name, firstDayOf(OPEN_MONTH)])
  return rows[0]?.id ?? 0
}

async function insertDistricts(client: pg.PoolClient, stationId: number, { districts }: DemoStation): Promise<number[]> {
  const ids = await takeIds(client, 'district_id_seq', districts.length)
  await copyRows(client, 'district', ['station_id', 'id', 'code', 'name'], districts.map(({ code, name }, index) => [stationId, ids[index] ?? 0, code, name]))
  return ids
}

async function insertAccounts(client: pg.PoolClient, stationId: number, { accounts }: DemoStation, districts: number[]): Promise<number[]> {
  const ids = await takeIds(client, 'account_id_seq', accounts.length)
  const columns = ['station_id', 'id', 'district_id', 'account_no', 'name', 'name_initials', 'address', 'meter_no', 'opened_on', 'closed_on']
  const rows = accounts.map((account, index) => [
    stationId, ids[index] ?? 0, districts[account.district] ?? 0, account.accountNo, account.name, pinyinInitials(account.name), account.address, account.meterNo, account.openedOn, account.closedOn,
  ])
  await copyRows(client, 'account', columns, rows)
  return ids
}

async function insertAssignments(client: pg.PoolClient, stationId: number, { accounts }: DemoStation, ids: number[], categories: Map<string, number>): Promise<void> {
  const rows = accounts.map((account, index) => [stationId, ids[index] ?? 0, account.openedOn, categories.get(account.category) ?? 0])
  await copyRows(client, 'tariff_assignment', ['station_id', 'account_id', 'valid_from', 'remainder_category_id'], rows)
}

interface BillRows {
  stationId: number
  generated: DemoStation
  accounts: number[]
  districts: number[]
  categories: Map<string, number>
}

async function insertBills(client: pg.PoolClient, { stationId, generated, accounts, districts, categories }: BillRows): Promise<void> {
  for (const month of MONTHS) await client.query('SELECT ensure_bill_partition($1)', [firstDayOf(month)])
  const columns = ['station_id', 'account_id', 'month', 'energy_wh', 'amount_fen', 'year_to_date_wh', 'period_from', 'period_to', 'district_id', 'category_id']
  // Those of accounts whose orders came first arrive after them: see `load-orders`.
  const later = new Set(followedBills(generated).map(({ account }) => account))
  const rows = generated.bills.filter(({ account, month }) => month !== MONTHS.at(-1) || !later.has(account)).map((bill) => {
    const account = generated.accounts[bill.account]
    return [
      stationId, accounts[bill.account] ?? 0, firstDayOf(bill.month), bill.kwh * 1000, bill.fen, bill.yearToDateKwh * 1000,
      firstDayOf(bill.month), endOf(bill.month), districts[account?.district ?? 0] ?? 0, categories.get(account?.category ?? '') ?? 0,
    ]
  })
  await copyRows(client, 'bill', columns, rows)
}

const endOf = (month: BillingMonth) => addDays(firstDayOf(month), daysInMonth(month))
