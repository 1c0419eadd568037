import { beforeAll, describe, expect, it } from 'vitest'
import { givenAccount, givenBills, givenStation, type GivenStation } from '@tests/factories/register'
import { viewerAs } from '@tests/factories/viewers'
import { billingMonth } from '@/domain/plain-date'
import { listStations } from '@/features/accounts/queries'
import { findDrift, monthsWithBooks } from '@/features/bills/verify-queries'
import { overview } from '@/features/dashboards/queries'
import { pool } from '@/server/db'

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
    expect(company).toMatchObject({ accountsTotal: 2_681_055, sharePercent: '0.0' })
  })

  it('narrows to a category', async () => {
    const category = (await show()).months[0]?.categories.find(({ category: { code } }) => code === 'COM-1')?.category
    expect((await show({ category })).months[1]?.all).toMatchObject({ accounts: 1, amountFen: 66_015n, averagePrice: '0.733500' })
  })

  it('has nothing to compare in one month, and says nothing of months without data', async () => {
    expect((await show({ from: JUNE })).comparison).toBeNull()
    expect((await show({ from: billingMonth('2010-01'), to: billingMonth('2010-12') })).months).toEqual([])
  })

  it('shows nothing of stations outside of the viewer’s scope', async () => {
    const elsewhere = viewerAs('supervisor', { stations: [station.id + 1000] })
    expect((await overview(elsewhere, { station: null, from: MAY, to: JUNE, category: null, basis: 'billed' })).months).toEqual([])
  })
})

describe('verify', () => {
  it('finds sound totals sound, and names the one that was tampered with at each grain', async () => {
    expect(await findDrift(station.id, await monthsWithBooks(station.id))).toEqual([])
    await pool().query(`UPDATE station_monthly_total SET amount_fen = amount_fen + 1 WHERE station_id = $1 AND month = '2013-06-01' AND accounts = 1 AND energy_wh = 150000`, [station.id])
    await pool().query(`DELETE FROM district_monthly_total WHERE station_id = $1 AND month = '2013-05-01' AND energy_wh = 1000000`, [station.id])
    const drifts = await findDrift(station.id, await monthsWithBooks(station.id))
    expect(drifts).toMatchObject([
      { grain: 'station', month: '2013-06', stored: { amount_fen: 8_205 }, computed: { amount_fen: 8_204 } },
      { grain: 'district', month: '2013-05', stored: null, computed: { energy_wh: 1_000_000 } },
    ])
  })
})
