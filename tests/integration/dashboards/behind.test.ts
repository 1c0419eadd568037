import { beforeAll, describe, expect, it } from 'vitest'
import { givenAccount, givenBills, givenStation, givenTariffs, type GivenStation } from '@tests/factories/register'
import { viewerAs } from '@tests/factories/viewers'
import { AT, decide, orderFormFor } from '@tests/factories/work-orders'
import { billingMonth } from '@/domain/plain-date'
import { accountsBehind, sumBehind } from '@/features/bills/behind-queries'
import { BASES, categoryMonths, type Basis } from '@/features/bills/totals-queries'
import { createOrder } from '@/features/work-orders/commands/create-order'

const viewer = viewerAs('supervisor')
let station: GivenStation
let categories: Map<string, number>
beforeAll(async () => {
  station = await givenStation()
  categories = await givenTariffs()
  for (const kwh of [100, 200, 300]) await givenBills(station, await givenAccount(station), billingMonth('2013-06'), [kwh, kwh * 2, kwh])
  const shop = await givenAccount(station)
  await givenBills(station, shop, billingMonth('2013-06'), [1000, 900, 800])
  const { number } = await createOrder(viewerAs('clerk'), orderFormFor(shop), AT)
  await decide(viewer, number, 'approve-and-apply')
})

const scope = (basis: Basis, more: object = {}) => ({ stationId: station.id, basis, from: billingMonth('2013-07'), to: billingMonth('2013-10'), ...more })

describe('the accounts behind a figure', () => {
  it.each(BASES)('add up to it to the fen, by category and in all: %s', async (basis) => {
    const totals = await categoryMonths(viewer, scope(basis), basis)
    for (const categoryId of [undefined, categories.get('RES-1'), categories.get('COM-1')]) {
      const rows = totals.filter((row) => categoryId === undefined || row.categoryId === categoryId)
      const behind = await sumBehind(viewer, scope(basis, { categoryId }))
      expect(behind.amountFen).toBe(rows.reduce((sum, { amountFen }) => sum + amountFen, 0n))
      expect(behind.energyWh).toBe(rows.reduce((sum, { energyWh }) => sum + energyWh, 0n))
    }
  })

  it('of a change stand with both amounts, the largest change first, page by page', async () => {
    const change = scope('billed', { to: billingMonth('2013-07'), base: { from: billingMonth('2013-06'), to: billingMonth('2013-06') } })
    const all = await accountsBehind(viewer, change, undefined, 10)
    expect(all.map(({ amountFen, beforeFen }) => amountFen - beforeFen)).toEqual([16_407n, 10_938n, 5_469n, -5_469n])
    const [first] = await accountsBehind(viewer, change, undefined, 1)
    expect(await accountsBehind(viewer, change, first?.cursor, 10)).toEqual(all.slice(1))
  })

  it('are nobody’s outside of the viewer’s stations', async () => {
    const elsewhere = viewerAs('supervisor', { stations: [station.id + 1000] })
    expect(await accountsBehind(elsewhere, scope('billed'), undefined, 10)).toEqual([])
    expect((await sumBehind(elsewhere, scope('billed'))).accounts).toBe(0)
  })
})
