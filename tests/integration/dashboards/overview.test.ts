import { beforeAll, describe, expect, it } from 'vitest'
import { givenAccount, givenBills, givenStation, givenTariffs, type GivenStation } from '@tests/factories/register'
import { viewerAs } from '@tests/factories/viewers'
import { billingMonth } from '@/domain/plain-date'
import { listStations } from '@/features/accounts/queries'
import { rebuildTotals } from '@/features/bills/commands/rebuild-totals'
import { agrees, differs, reconciliation } from '@/features/bills/reconciliation'
import { categoryMonths } from '@/features/bills/totals-queries'
import { findDrift, monthsWithBooks } from '@/features/bills/verify-queries'
import { overview } from '@/features/dashboards/queries'
import { pool } from '@/server/db'
import { system } from '@/server/scope'
import { transactBulk } from '@/server/transaction'

const viewer = viewerAs('supervisor')
const MAY = billingMonth('2013-05')
const JUNE = billingMonth('2013-06')
let station: GivenStation
beforeAll(async () => {
  station = await givenStation()
  const home = await givenAccount(station)
  const shop = await givenAccount(station, { category: 'COM-1' })
  await givenBills(station, home, MAY, [100, 150])
  await givenBills(station, shop, MAY, [1000, 900], 'COM-1')
})
const show = async (more: object = {}) => {
  const [found] = (await listStations(viewer)).filter(({ id }) => id === station.id)
  return overview(viewer, { station: found ?? null, from: MAY, to: JUNE, category: null, basis: 'billed', ...more })
}

describe('the overview', () => {
  it('adds up by month and category, and compares the last two months', async () => {
    const { months, comparison, company } = await show()
    // May: 54.69 + 733.50; June: 82.04 (150 × 0.5469 = 82.035) + 660.15.
    expect(months.map(({ month, all }) => [month, all.accounts, all.energyWh, all.amountFen])).toEqual([
      ['2013-05', 2, 1_100_000n, 78_819n],
      ['2013-06', 2, 1_050_000n, 74_219n],
    ])
    expect(comparison).toMatchObject({ from: '2013-05', to: '2013-06', all: { change: { amountFen: -4_600n, energyPercent: '-4.55', amountPercent: '-5.84' } } })
    expect(company).toMatchObject({ accountsTotal: 2_681_055, sharePercent: '0.00' })
  })

  it('narrows to a category', async () => {
    const category = (await show()).months[0]?.categories.find(({ category: { code } }) => code === 'COM-1')?.category
    expect((await show({ category })).months[1]?.all).toMatchObject({ accounts: 1, amountFen: 66_015n, averagePrice: '0.733500' })
    // What its share is a share of stays the whole month.
    expect((await show({ category })).wholeMonths.get(JUNE)).toMatchObject({ energyWh: 1_050_000n, amountFen: 74_219n })
  })

  it('lists the change of each month against the one before, the last of them being the comparison', async () => {
    const { changes, comparison } = await show({ to: billingMonth('2013-12') })
    expect(changes.map(({ from, to }) => `${from} ${to}`)).toEqual(['2013-05 2013-06'])
    expect(comparison).toBe(changes.at(-1))
    expect((await show({ from: billingMonth('2010-01'), to: billingMonth('2010-02') })).company?.sharePercent).toBeNull()
  })

  it('has nothing to compare in one month, and says nothing of months without data', async () => {
    expect((await show({ from: JUNE })).comparison).toBeNull()
    expect((await show({ from: billingMonth('2010-01'), to: billingMonth('2010-12') })).months).toEqual([])
  })

  it('compares one month with the month before it, and says which month last year is missing', async () => {
    expect(await show({ from: JUNE, compare: 'previous' })).toMatchObject({ missing: null, comparison: { from: '2013-05', to: '2013-06', all: { change: { amountFen: -4_600n } } } })
    expect(await show({ from: JUNE, compare: 'year' })).toMatchObject({ missing: '2012-06', comparison: null })
    const { history } = await show({ from: JUNE, compare: 'year' })
    expect([history.length, history[0]?.month, history.filter(({ shown }) => shown).map(({ month }) => month)]).toEqual([13, '2012-06', ['2013-05', '2013-06']])
  })

  it('narrows to a district, whose figures are the station’s where it is the only one', async () => {
    const district = { id: station.districtId, code: `${station.code}-001`, name: 'District' }
    expect((await show({ district })).months.map(({ all }) => all)).toEqual((await show()).months.map(({ all }) => all))
    expect((await show({ district: { ...district, id: district.id + 1000 } })).months).toEqual([])
  })

  it('shows nothing of stations outside of the viewer’s scope', async () => {
    const elsewhere = viewerAs('supervisor', { stations: [station.id + 1000] })
    expect((await overview(elsewhere, { station: null, from: MAY, to: JUNE, category: null, basis: 'billed' })).months).toEqual([])
  })
})

describe('verify', () => {
  it('finds sound totals sound, and names the one that was tampered with at each grain', async () => {
    expect(await findDrift(station.id, await monthsWithBooks(station.id))).toEqual([])
    await pool(system('test')).query(`UPDATE station_monthly_total SET amount_fen = amount_fen + 1 WHERE station_id = $1 AND month = '2013-06-01' AND accounts = 1 AND energy_wh = 150000`, [station.id])
    await pool(system('test')).query(`DELETE FROM district_monthly_total WHERE station_id = $1 AND month = '2013-05-01' AND energy_wh = 1000000`, [station.id])
    const drifts = await findDrift(station.id, await monthsWithBooks(station.id))
    expect(drifts).toMatchObject([
      { grain: 'station', month: '2013-06', stored: { amount_fen: 8_205 }, computed: { amount_fen: 8_204 } },
      { grain: 'district', month: '2013-05', stored: null, computed: { energy_wh: 1_000_000 } },
    ])
  })
})

const rebuilt = (stationId: number, months: Parameters<typeof rebuildTotals>[2]) =>
  transactBulk(viewer, async (client, record) => {
    await rebuildTotals(client, stationId, months)
    await record({ stationId, action: 'bills.imported', subject: 'station', subjectKey: String(stationId) })
  })

describe('totals of bills in parts', () => {
  it('count an account once, under its own category, wherever its energy and money go', async () => {
    const split = await givenStation()
    const bill = async (parts: readonly Part[]) => givenBillInParts(split, await givenAccount(split), parts)
    // Two parts of one category, as a change within the month leaves, and two bills with nothing left on their own.
    await bill([['RES-1', 30, 1641], ['COM-1', 40, 2934], ['RES-1', 30, 894]])
    await bill([['COM-1', 100, 7335]])
    await bill([['COM-1', 10, 734]])
    await rebuilt(split.id, [MAY])
    await rebuilt(split.id, [MAY])
    const [residential, commercial] = await categoryMonths(viewer, { stationId: split.id, from: MAY, to: MAY }, 'billed')
    expect(residential).toMatchObject({ accounts: 3, energyWh: 60_000n, amountFen: 2_535n })
    expect(commercial).toMatchObject({ accounts: 0, energyWh: 150_000n, amountFen: 11_003n })
    expect(await findDrift(split.id, [MAY])).toEqual([])
  })

  type Part = readonly [category: string, kwh: number, amountFen: number]

  async function givenBillInParts(at: GivenStation, account: { id: bigint }, parts: readonly Part[]): Promise<void> {
    const sum = (place: 1 | 2) => parts.reduce((total, part) => total + part[place], 0)
    const own = (await givenTariffs()).get('RES-1')
    const stored = parts.map(([category, kwh, amountFen]) => ({ category, energyWh: String(kwh * 1000), amountFen: String(amountFen) }))
    await pool(system('test')).query(
      `INSERT INTO bill (station_id, account_id, month, energy_wh, amount_fen, year_to_date_wh, period_from, period_to, district_id, category_id, parts)
       VALUES ($1, $2, '2013-05-01', $3, $4, 0, '2013-05-01', '2013-06-01', $5, $6, $7)`,
      [at.id, account.id, sum(1) * 1000, sum(2), at.districtId, own, JSON.stringify(stored)],
    )
  }
})

describe('statements against the books', () => {
  it('agree to the fen, differ by one, differ where nothing was billed; a month without bills contradicts nothing', async () => {
    const stated = await givenStation()
    await givenBills(stated, await givenAccount(stated), MAY, [100])
    const categories = await givenTariffs()
    const { rows: [batch] } = await pool(system('test')).query<{ id: string }>(
      `INSERT INTO import_batch (kind, file_name, file_sha256, encoding, state, created_by_id, created_at) VALUES ('category-months', 'x.csv', 'x', 'utf-8', 'committed', 'x', now()) RETURNING id`,
    )
    const state = (month: string, category: string, accounts: number, energyWh: number, amountFen: number) =>
      pool(system('test')).query('INSERT INTO category_month_statement VALUES ($1, $2, $3, $4, $5, $6, $7)', [stated.id, `${month}-01`, categories.get(category), accounts, energyWh, amountFen, batch?.id])
    await state('2013-05', 'RES-1', 1, 100_000, 5_469)
    await state('2013-05', 'COM-1', 1, 1_000, 73)
    await state('2013-06', 'RES-1', 1, 100_000, 5_469)
    await rebuilt(stated.id, [JUNE])
    const rows = await reconciliation(viewer, { stationId: stated.id, from: MAY, to: JUNE })
    expect(rows.map((row) => [row.month, agrees(row), differs(row), row.booked?.amountFen])).toEqual([
      ['2013-05', true, false, 5_469n],
      ['2013-05', false, true, 0n],
      ['2013-06', false, false, undefined],
    ])
    expect(await reconciliation(viewerAs('supervisor', { stations: [stated.id + 1000] }), { from: MAY, to: JUNE })).toEqual([])
  })
})

describe('a month that only holds corrections', () => {
  it('is no fall to nothing: it is left out of the billed figures and of the comparison', async () => {
    const corrected = await givenStation()
    await givenBills(corrected, await givenAccount(corrected), MAY, [100, 150])
    await pool(system('test')).query(
      `INSERT INTO station_monthly_total (station_id, month, category_id, accounts, energy_wh, amount_fen, posted_energy_wh, posted_amount_fen, source)
       SELECT station_id, '2013-10-01', category_id, 0, 0, 0, 0, 1866, 'bills' FROM station_monthly_total WHERE station_id = $1 AND month = '2013-05-01'`,
      [corrected.id],
    )
    const [found] = (await listStations(viewer)).filter(({ id }) => id === corrected.id)
    const range = { station: found ?? null, from: MAY, to: billingMonth('2013-10'), category: null }
    const billed = await overview(viewer, { ...range, basis: 'billed' })
    expect(billed.months.map(({ month }) => month)).toEqual(['2013-05', '2013-06'])
    const posted = await overview(viewer, { ...range, basis: 'posted' })
    expect(posted.months.at(-1)).toMatchObject({ month: '2013-10', all: { accounts: 0, amountFen: 1_866n } })
    expect(posted.comparison).toMatchObject({ from: '2013-05', to: '2013-06' })
  })
})
