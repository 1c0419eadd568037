import { beforeAll, describe, expect, it } from 'vitest'
import { givenAccount, givenBills, givenStation, type GivenStation } from '@tests/factories/register'
import { viewerAs } from '@tests/factories/viewers'
import { AT, decide, orderFormFor } from '@tests/factories/work-orders'
import { BRIDGE_STEPS } from '@/domain/change/bridge'
import { PEER_PARTS } from '@/domain/change/measure'
import { billingMonth } from '@/domain/plain-date'
import { behindPage } from '@/features/dashboards/behind-page-queries'
import { revenueBridgeOf } from '@/features/dashboards/bridge-queries'
import { resolveView } from '@/features/dashboards/view-queries'
import { createOrder } from '@/features/work-orders/commands/create-order'

const clerk = viewerAs('clerk')
const supervisor = viewerAs('supervisor')
const month = (text: string) => ({ from: billingMonth(text), to: billingMonth(text) })

let station: GivenStation
let other: GivenStation
beforeAll(async () => {
  ;[station, other] = [await givenStation(), await givenStation()]
  for (const [place, kwh] of [[station, 101], [station, 157], [other, 333]] as const) await givenBills(place, await givenAccount(place), billingMonth('2013-07'), [kwh, kwh + 7, kwh, kwh * 2])
  const shop = await givenAccount(station)
  await givenBills(station, shop, billingMonth('2013-07'), [1000, 1000, 1003])
  for (const place of [station, other]) await givenBills(place, await givenAccount(place, { category: 'COM-1' }), billingMonth('2013-08'), [911, 800, 1313], 'COM-1')
  const { number } = await createOrder(clerk, orderFormFor(shop), AT)
  await decide(supervisor, number, 'approve-and-apply')
  await givenBills(station, shop, billingMonth('2013-10'), [1111], 'COM-1')
})

const behind = async (asked: Record<string, string>) => behindPage(supervisor, await resolveView(supervisor, asked, AT), asked)
const ofPlaces = (page: Awaited<ReturnType<typeof behind>>) => page.places.reduce((sum, { shareFen }) => sum + shareFen, 0n)

describe('behind a step of the bridge', () => {
  for (const basis of ['posted', 'corrected'] as const) {
    for (const step of BRIDGE_STEPS) {
      it(`${step}, ${basis}: stations add up to it, districts to their station, accounts to the fen or its rounding`, async () => {
        const asked = { from: '2013-10', to: '2013-10', baseFrom: '2013-09', baseTo: '2013-09', basis, step }
        const { bridge } = await revenueBridgeOf(supervisor, { before: month('2013-09'), after: month('2013-10'), basis })
        const company = await behind(asked)
        expect([company.mark.shareFen, ofPlaces(company)]).toEqual([bridge[step], bridge[step]])
        for (const { code } of [station, other]) {
          const page = await behind({ ...asked, station: code })
          expect(page.mark.shareFen).toBe(company.places.find((place) => place.code === code)?.shareFen ?? 0n)
          expect(page.places.length === 0 ? page.mark.shareFen : ofPlaces(page)).toBe(page.mark.shareFen)
          const off = (page.accounts?.sum.shareFen ?? 0n) - page.mark.shareFen
          expect(off >= -3n && off <= 3n).toBe(true)
          const rows = page.accounts?.rows ?? []
          expect(rows.map(({ shareFen }) => (shareFen < 0n ? -shareFen : shareFen))).toEqual(rows.map(({ shareFen }) => (shareFen < 0n ? -shareFen : shareFen)).sort((a, b) => (a < b ? 1 : -1)))
        }
      })
    }
  }

  it('of a station’s own bridge is the station’s own', async () => {
    const asked = { station: station.code, wholeStation: station.code, from: '2013-10', to: '2013-10', baseFrom: '2013-09', baseTo: '2013-09', basis: 'posted' }
    const { bridge } = await revenueBridgeOf(supervisor, { stationId: station.id, before: month('2013-09'), after: month('2013-10'), basis: 'posted' })
    expect(bridge.corrections).not.toBe(0n)
    expect(bridge.backBilling).not.toBe(0n)
    for (const step of BRIDGE_STEPS) expect((await behind({ ...asked, step })).mark.shareFen).toBe(bridge[step])
  })
})

describe('behind a difference against peers', () => {
  it('the mix and the prices add up to what a place is worth, and its accounts to each', async () => {
    const marks = await Promise.all(PEER_PARTS.map(async (step) => behind({ station: station.code, from: '2013-10', to: '2013-10', step, peers: 'station' })))
    const [worth, mix, own] = marks.map(({ mark }) => mark.shareFen)
    expect(worth).toBe((mix ?? 0n) + (own ?? 0n))
    expect(mix).not.toBe(0n)
    for (const page of marks) {
      const off = (page.accounts?.sum.shareFen ?? 0n) - page.mark.shareFen
      expect(off >= -1n && off <= 1n).toBe(true)
      expect(ofPlaces(page)).toBe(page.mark.shareFen)
    }
  })
})

describe('behind revenue of one month', () => {
  it('accounts are counted as the totals count them', async () => {
    const page = await behind({ station: station.code, from: '2013-08', to: '2013-08' })
    expect([page.counted, page.mark.bills, page.accounts?.sum.bills]).toEqual([true, 4, 4])
  })
})
