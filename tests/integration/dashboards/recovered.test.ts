import { beforeAll, describe, expect, it } from 'vitest'
import { givenAccount, givenBills, givenStation, type GivenStation } from '@tests/factories/register'
import { viewerAs } from '@tests/factories/viewers'
import { asRecorded, givenCampaign, givenInspector, taskOf, visit } from '@tests/factories/visits'
import { AT, decide, givenApplied, orderFormFor, reversalOf } from '@tests/factories/work-orders'
import { JOB_KINDS } from '@/cli/job-kinds'
import { fen } from '@/domain/money'
import { billingMonth } from '@/domain/plain-date'
import { recordCheck } from '@/features/bill-checks/commands/request-check'
import { openPotential } from '@/features/bill-checks/open-potential-queries'
import { recoveredPage } from '@/features/dashboards/recovered-page-queries'
import { resolveView } from '@/features/dashboards/view-queries'
import { openOrder } from '@/features/inspections/commands/open-order'
import { receiveInspection } from '@/features/inspections/commands/receive-inspection'
import { setTarget } from '@/features/recovery-targets/commands/set-target'
import { createOrder } from '@/features/work-orders/commands/create-order'
import { authDb } from '@/server/db'
import { runJob } from '@/server/jobs/run-job'
import { textsFor } from '@/ui/texts'

const supervisor = viewerAs('supervisor')
const clerk = viewerAs('clerk')
const inspector = viewerAs('inspector')
const [JULY, AUGUST] = [billingMonth('2013-07'), billingMonth('2013-08')]


async function recovered(asked: Record<string, string>) {
  const { analysis } = await textsFor('en')
  return recoveredPage(supervisor, await resolveView(supervisor, asked, AT), asked, { t: analysis, locale: 'en', unit: 'yuan' }, ({ text }) => text)
}

/** One more district of a station, as accounts are put into it. */
async function givenDistrict(station: GivenStation, number: number): Promise<GivenStation> {
  const { id } = await authDb().district.create({ data: { stationId: station.id, code: `${station.code}-00${number}`, name: `Place ${number}` } })
  return { ...station, districtId: id }
}

/** A household with bills from July to September 2013. */
async function givenHome(place: GivenStation, more: object = {}) {
  const account = await givenAccount(place, more)
  await givenBills(place, account, JULY, [1000, 1000, 1000])
  return account
}

beforeAll(() => givenInspector(inspector))

describe('the target', () => {
  it('is the station’s: a district’s sum is held against none', async () => {
    const station = await givenStation()
    await givenApplied(clerk, supervisor, await givenHome(station))
    await setTarget(supervisor, { stationCode: station.code, effectiveFrom: JULY, monthlyYuan: fen(500_000n) }, AT)
    const asked = { station: station.code, from: '2013-07', to: '2013-10' }
    const series = async (more: object) => (await recovered({ ...asked, ...more })).charts.find(({ id }) => id === 'cumulative')?.series.map(({ key }) => key)
    expect(await series({})).toEqual(['cumulative', 'target'])
    expect(await series({ district: `${station.code}-001` })).toEqual(['cumulative'])
  })
})

describe('per inspected district', () => {
  it('counts those visited without a finding, and those with postings that nobody visited', async () => {
    const first = await givenStation()
    const places = [first, await givenDistrict(first, 2), await givenDistrict(first, 3), await givenDistrict(first, 4)]
    const homes = []
    for (const place of places) homes.push(await givenHome(place))
    const [found, right, unvisited, closed] = homes
    if (!found || !right || !unvisited || !closed) throw new Error('four homes')
    const number = await givenCampaign(supervisor, inspector, first, 'suspects', { accountNos: [found.accountNo, right.accountNo, closed.accountNo] })
    const { inspection } = await receiveInspection(inspector, visit(await taskOf(number, found)), [], AT)
    await receiveInspection(inspector, asRecorded(await taskOf(number, right)), [], AT)
    // Nobody was in: that district was not inspected.
    await receiveInspection(inspector, visit(await taskOf(number, closed), { outcome: 'no_access', finding: null, terms: null, effectiveFrom: null }), [], AT)
    const order = await openOrder(clerk, inspection, { reason: 'a shop', evidence: 'seen' }, AT)
    await decide(clerk, order.number, 'submit')
    await decide(supervisor, order.number, 'approve-and-apply')
    await givenApplied(clerk, supervisor, unvisited)
    const asked = { station: first.code, from: '2013-10', to: '2013-10' }
    const page = await recovered(asked)
    // Two orders of three months at 186.60 each, over three districts.
    expect(page).toMatchObject({ districts: { visited: 2, all: 3 }, brought: { totalFen: 111_960n }, perDistrictFen: 37_320n })
    expect(await recovered({ ...asked, district: `${first.code}-004` })).toMatchObject({ districts: { visited: 0, all: 0 }, perDistrictFen: null })
    expect(await recovered({ ...asked, from: '2013-09', to: '2013-09' })).toMatchObject({ districts: { visited: 0, all: 0 } })
  })
})

describe('what is not in the books yet', () => {
  it('has doors with a finding and no order, and orders on their way with what they come to', async () => {
    const station = await givenStation()
    const other = await givenDistrict(station, 2)
    const [door, ordered, drafted, submitted] = [await givenHome(station), await givenHome(station), await givenHome(station), await givenHome(other)]
    const number = await givenCampaign(supervisor, inspector, station, 'suspects', { accountNos: [door.accountNo, ordered.accountNo] })
    await receiveInspection(inspector, visit(await taskOf(number, door)), [], AT)
    const { inspection } = await receiveInspection(inspector, visit(await taskOf(number, ordered)), [], AT)
    const order = await openOrder(clerk, inspection, { reason: 'a shop', evidence: 'seen' }, AT)
    await decide(clerk, order.number, 'submit')
    await decide(supervisor, order.number, 'approve')
    await createOrder(clerk, orderFormFor(drafted, { submit: false }), AT)
    const last = await createOrder(clerk, orderFormFor(submitted), AT)
    const asked = { station: station.code, from: '2013-07', to: '2013-09' }
    const state = (name: string, differenceFen: bigint, unpriced = 0) => ({ state: name, orders: 1, differenceFen, unpriced })
    expect((await recovered(asked)).waiting).toEqual({ doors: 1, orders: [state('draft', 0n, 1), state('submitted', 55_980n), state('approved', 55_980n)] })
    expect((await recovered({ ...asked, district: `${station.code}-002` })).waiting).toEqual({ doors: 0, orders: [state('submitted', 55_980n)] })
    await decide(supervisor, last.number, 'approve-and-apply')
    expect((await recovered({ ...asked, district: `${station.code}-002` })).waiting.orders).toEqual([])
  })
})

describe('bills found different and not corrected', () => {
  const checked = async ({ code }: GivenStation, month: typeof JULY) => runJob(await recordCheck(supervisor, { month, stationCode: code }), JOB_KINDS)
  const range = { from: JULY, to: billingMonth('2013-09') }
  const off = { category: 'COM-1' }

  it('are of each station’s own last check in the range', async () => {
    const [early, late] = [await givenStation(), await givenStation()]
    for (const station of [early, late]) await givenHome(station, off)
    await givenHome(early, off)
    for (const station of [early, late]) await checked(station, JULY)
    await checked(late, AUGUST)
    const both = viewerAs('supervisor', { stations: [early.id, late.id] })
    // 1,000 kWh at 0.7335 less 0.5469: 186.60 each.
    expect(await openPotential(both, range)).toEqual({ firstMonth: JULY, month: AUGUST, under: { bills: 3, amountFen: 55_980n }, over: { bills: 0, amountFen: 0n } })
    expect(await openPotential(both, { ...range, to: JULY })).toMatchObject({ firstMonth: JULY, month: JULY, under: { bills: 3 } })
    expect(await openPotential(both, { ...range, from: billingMonth('2013-09') })).toBeNull()
  })

  it('are open again when the order that corrected them is reversed', async () => {
    const station = await givenStation()
    const shop = await givenHome(station, off)
    await checked(station, JULY)
    const open = async () => (await openPotential(supervisor, { ...range, stationId: station.id }))?.under
    expect(await open()).toEqual({ bills: 1, amountFen: 18_660n })
    const number = await givenApplied(clerk, supervisor, shop)
    expect(await open()).toEqual({ bills: 0, amountFen: 0n })
    await decide(supervisor, await reversalOf(clerk, number), 'approve-and-apply')
    expect(await open()).toEqual({ bills: 1, amountFen: 18_660n })
    // A check of what stands now finds the same.
    await checked(station, JULY)
    expect(await open()).toEqual({ bills: 1, amountFen: 18_660n })
  })
})
