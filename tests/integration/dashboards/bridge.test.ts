import { beforeAll, describe, expect, it } from 'vitest'
import { givenIndustryTariff } from '@tests/factories/bills'
import { asDatabaseOwner } from '@tests/factories/owner'
import { givenAccount, givenBills, givenStation, type GivenStation } from '@tests/factories/register'
import { viewerAs } from '@tests/factories/viewers'
import { AT, decide, givenApplied, orderFormFor } from '@tests/factories/work-orders'
import { BRIDGE_STEPS, type Bridge } from '@/domain/change/bridge'
import { billingMonth } from '@/domain/plain-date'
import { revenueBridgeOf, type BridgeBasis } from '@/features/dashboards/bridge-queries'
import { resolveView } from '@/features/dashboards/view-queries'
import { periodsOf } from '@/features/dashboards/why-page-queries'
import { createOrder } from '@/features/work-orders/commands/create-order'
import { broughtEntries } from '@/features/work-orders/brought-queries'
import { newBasisBills } from '@/features/work-orders/new-basis-queries'
import { pool } from '@/server/db'
import { system } from '@/server/scope'

const clerk = viewerAs('clerk')
const supervisor = viewerAs('supervisor')
const month = (text: string) => ({ from: billingMonth(text), to: billingMonth(text) })
const sumOf = (bridge: Bridge) => BRIDGE_STEPS.reduce((sum, step) => sum + bridge[step], 0n)

let station: GivenStation
beforeAll(async () => {
  station = await givenStation()
  const home = await givenAccount(station)
  const shop = await givenAccount(station)
  await givenBills(station, home, billingMonth('2013-05'), [100, 100, 100, 100, 100])
  await givenBills(station, shop, billingMonth('2013-05'), [1000, 1000, 1000, 1000, 1000])
  const { number } = await createOrder(clerk, orderFormFor(shop), AT)
  await decide(supervisor, number, 'approve-and-apply')
  // The next real bills come out on the new tariff: 1,000 kWh at 0.7335.
  await givenBills(station, home, billingMonth('2013-10'), [100])
  await givenBills(station, shop, billingMonth('2013-10'), [1000], 'COM-1')
})

const bridge = async (before: string, after: string, basis: BridgeBasis) =>
  (await revenueBridgeOf(supervisor, { stationId: station.id, before: month(before), after: month(after), basis })).bridge

describe('a corrected account in the bridge', () => {
  it('is a correction in the month after, never mix', async () => {
    // On the books: 186.60 more on the new basis, and three months of it back-billed in October.
    const books = await bridge('2013-09', '2013-10', 'posted')
    expect(books).toMatchObject({ corrections: 18_660n, backBilling: 55_980n, mix: 0n, price: 0n, volume: 0n, residual: 0n })
    expect(books.from + sumOf(books)).toBe(books.to)
  })

  it('is a correction of the month it belongs to when the differences are put there', async () => {
    expect(await bridge('2013-06', '2013-07', 'corrected')).toMatchObject({ corrections: 18_660n, backBilling: 0n, mix: 0n, price: 0n, volume: 0n })
    expect(await bridge('2013-09', '2013-10', 'corrected')).toMatchObject({ corrections: 0n, mix: 0n, volume: 0n })
    expect(await bridge('2013-06', '2013-07', 'posted')).toMatchObject({ corrections: 0n, to: 60_159n })
  })

  it('is listed account by account, with what moved between categories', async () => {
    const { bills: [bill, ...others], unrated } = await newBasisBills(supervisor, { stationId: station.id, ...month('2013-10') })
    expect([others, unrated]).toEqual([[], 0])
    expect(bill).toMatchObject({ month: '2013-10', finding: 'low_tariff_high_use', differenceFen: 18_660n })
    expect(bill?.moved.map(({ category, energyWh, amountFen }) => [category, energyWh, amountFen])).toEqual([['COM-1', 1_000_000n, 73_350n], ['RES-1', -1_000_000n, -54_690n]])
    expect(await newBasisBills(viewerAs('supervisor', { stations: [station.id + 1000] }), month('2013-10'))).toEqual({ bills: [], unrated: 0 })
  })

  it('whose old tariff cannot be rated on the bill is counted, and left in mix', async () => {
    const place = await givenStation()
    await givenIndustryTariff()
    const works = await givenAccount(place, { category: 'IND' })
    await givenBills(place, works, billingMonth('2013-09'), [1000], 'COM-1')
    await givenApplied(clerk, supervisor, works, { effectiveFrom: '2013-10-01' })
    await givenBills(place, works, billingMonth('2013-10'), [1000], 'COM-1')
    // Without registers nothing says what the old tariff by time of use would have cost.
    expect(await newBasisBills(supervisor, { stationId: place.id, ...month('2013-10') })).toEqual({ bills: [], unrated: 1 })
    const report = await revenueBridgeOf(supervisor, { stationId: place.id, before: month('2013-09'), after: month('2013-10'), basis: 'posted' })
    expect(report).toMatchObject({ unrated: 1, bridge: { corrections: 0n } })
  })
})

describe('a month without bills within a period', () => {
  it('is named: in the steps it looks like accounts that are gone', async () => {
    const place = await givenStation()
    const home = await givenAccount(place)
    await givenBills(place, home, billingMonth('2013-03'), [100, 100])
    await givenBills(place, home, billingMonth('2013-06'), [100])
    const range = (from: string, to: string) => ({ from: billingMonth(from), to: billingMonth(to) })
    const report = await revenueBridgeOf(supervisor, { stationId: place.id, before: range('2013-03', '2013-04'), after: range('2013-05', '2013-06'), basis: 'posted' })
    expect(report).toMatchObject({ complete: true, unbilled: { before: [], after: ['2013-05'] } })
    expect(report.bridge.volumeAccounts).toBeLessThan(0n)
    expect((await revenueBridgeOf(supervisor, { stationId: place.id, before: range('2013-03', '2013-03'), after: range('2013-04', '2013-04'), basis: 'posted' })).unbilled).toEqual({ before: [], after: [] })
  })
})

describe('the two periods of an address', () => {
  const periods = async (asked: Record<string, string>) => {
    const view = await resolveView(supervisor, asked, AT)
    return { problems: view.problems, ...periodsOf(view, asked) }
  }

  it('an earlier one that is no range is said to be none, and leaves the later one alone', async () => {
    const later = { from: '2013-08', to: '2013-09' }
    expect(await periods({ ...later, baseFrom: '2013-07', baseTo: '2013-06' })).toEqual({ problems: ['badBaseRange'], before: { from: '2013-06', to: '2013-07' }, after: later })
    expect(await periods({ ...later, baseFrom: 'June', compare: 'year' })).toEqual({ problems: ['badBaseRange'], before: { from: '2012-08', to: '2012-09' }, after: later })
    expect(await periods({ ...later, baseFrom: '2013-05', baseTo: '2013-06' })).toEqual({ problems: [], before: { from: '2013-05', to: '2013-06' }, after: later })
    expect(await periods(later)).toEqual({ problems: [], before: { from: '2013-08', to: '2013-08' }, after: { from: '2013-09', to: '2013-09' } })
  })
})

describe('what audits brought', () => {
  it('stands month by month, by the month posted or the month it belongs to, and a penalty apart', async () => {
    const range = { stationId: station.id, from: billingMonth('2013-07'), to: billingMonth('2013-10') }
    const posted = await broughtEntries(supervisor, { ...range, from: billingMonth('2013-10') }, 'posted')
    expect(posted.map(({ billMonth, postedMonth, differenceFen, penaltyFen }) => [billMonth, postedMonth, differenceFen, penaltyFen])).toEqual(['2013-07', '2013-08', '2013-09'].map((bill) => [bill, '2013-10', 18_660n, 0n]))
    expect(await broughtEntries(supervisor, { ...range, to: billingMonth('2013-07') }, 'belonging')).toHaveLength(1)
    await asDatabaseOwner(`ALTER TYPE adjustment_kind ADD VALUE IF NOT EXISTS 'penalty'`)
    await pool(system('test')).query(
      `INSERT INTO adjustment (station_id, work_order_id, account_id, bill_month, posted_month, kind, district_id, category_id, energy_wh, amount_fen, posted_at)
       SELECT station_id, work_order_id, account_id, bill_month, posted_month, 'penalty', district_id, category_id, 0, 10000, posted_at FROM adjustment WHERE station_id = $1 ORDER BY id LIMIT 1`,
      [station.id],
    )
    const withPenalty = await broughtEntries(supervisor, range, 'posted')
    expect(withPenalty.reduce((sum, { penaltyFen }) => sum + penaltyFen, 0n)).toBe(10_000n)
    expect(withPenalty.reduce((sum, { differenceFen }) => sum + differenceFen, 0n)).toBe(55_980n)
  })
})
