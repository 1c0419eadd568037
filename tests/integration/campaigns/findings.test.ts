import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { givenAccount, givenBills, givenStation, type GivenStation } from '@tests/factories/register'
import { viewerAs } from '@tests/factories/viewers'
import { asRecorded, CAMPAIGN, givenCampaign, givenInspector, taskOf, visit } from '@tests/factories/visits'
import { AT, decide, orderFormFor } from '@tests/factories/work-orders'
import { billingMonth } from '@/domain/plain-date'
import { addToCampaign } from '@/features/campaigns/commands/add-to-campaign'
import { createCampaign } from '@/features/campaigns/commands/create-campaign'
import { moveCampaign } from '@/features/campaigns/commands/move-campaign'
import { districtCover } from '@/features/campaigns/control-queries'
import { findCampaign, getCampaign } from '@/features/campaigns/queries'
import { campaignYield, hitRates } from '@/features/campaigns/results-queries'
import { openOrder } from '@/features/inspections/commands/open-order'
import { receiveInspection } from '@/features/inspections/commands/receive-inspection'
import { resolveConflict } from '@/features/inspections/commands/resolve-conflict'
import { campaignConflicts, campaignInspections } from '@/features/inspections/queries'
import { createOrder } from '@/features/work-orders/commands/create-order'
import { db } from '@/server/db'
import { system } from '@/server/scope'
import type { Viewer } from '@/server/viewer'

const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')
const planner = viewerAs('supervisor')
const clerk = viewerAs('clerk')
const inspector = viewerAs('inspector')
const words = { reason: 'found on site', evidence: 'photo 1' }
let station: GivenStation
let accounts: { id: bigint; accountNo: string }[]

const running = (kind: 'suspects' | 'random_sample', more: object) => givenCampaign(planner, inspector, station, kind, more)
const photo = { kind: 'photo' as const, content: PNG }

beforeAll(async () => {
  station = await givenStation()
  accounts = []
  for (let place = 0; place < 6; place += 1) {
    const account = await givenAccount(station)
    await givenBills(station, account, billingMonth('2013-07'), [400, 410, 420])
    accounts.push(account)
  }
  await givenInspector(inspector)
})

const account = (place: number) => accounts[place] ?? { id: 0n, accountNo: '' }

describe('a campaign', () => {
  it('is numbered without gaps, cannot start without inspectors, and a repeat plans nothing twice', async () => {
    const input = { ...CAMPAIGN, stationCode: station.code, name: 'one', kind: 'suspects' as const, accountNos: [account(0).accountNo], requestKey: randomUUID() }
    const first = await createCampaign(planner, input, AT)
    expect(await createCampaign(planner, input, AT)).toEqual(first)
    expect(first.number).toBe(`PC-${station.code}-201310-0001`)
    await expect(moveCampaign(planner, { requestKey: randomUUID(), number: first.number, version: 1, step: 'start' }, AT)).rejects.toMatchObject({ code: 'campaign-unassigned' })
    expect(await addToCampaign(planner, { requestKey: randomUUID(), number: first.number, accountNos: [account(0).accountNo, account(1).accountNo] })).toMatchObject({ added: 1 })
    await moveCampaign(planner, { requestKey: randomUUID(), number: first.number, version: 1, step: 'cancel' }, AT)
    expect(await findCampaign(planner, first.number)).toMatchObject({ state: 'cancelled', tasks: 2, done: 0 })
    await expect(addToCampaign(planner, { requestKey: randomUUID(), number: first.number, accountNos: [account(2).accountNo] })).rejects.toMatchObject({ code: 'campaign-closed' })
  })

  it('as a random sample draws the same doors for the same seed, and takes no others', async () => {
    const drawn = async () => {
      const number = await running('random_sample', { first: 3 })
      const tasks = await db(system('test')).inspectionTask.findMany({ where: { campaign: { number } }, orderBy: { accountId: 'asc' }, select: { accountId: true } })
      await expect(addToCampaign(planner, { requestKey: randomUUID(), number, accountNos: [account(5).accountNo] })).rejects.toMatchObject({ code: 'campaign-is-sample' })
      return tasks.map(({ accountId }) => accountId)
    }
    const [a, b] = [await drawn(), await drawn()]
    expect(a).toHaveLength(3)
    expect(a).toEqual(b)
  })

  it('is planned by those who may, in their stations, with somebody to visit', async () => {
    const input = { ...CAMPAIGN, stationCode: station.code, name: 'x', kind: 'suspects' as const, accountNos: ['0'], requestKey: randomUUID() }
    await expect(createCampaign(clerk, input, AT)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(createCampaign(planner, input, AT)).rejects.toMatchObject({ code: 'campaign-empty' })
    await expect(createCampaign(viewerAs('supervisor', { stations: [] }), input, AT)).rejects.toMatchObject({ code: 'station-not-found' })
  })
})

describe('what a phone sends', () => {
  it('arrives exactly once, however often it is sent', async () => {
    const number = await running('suspects', { accountNos: [account(0).accountNo] })
    const sent = visit(await taskOf(number, account(0)))
    const answers = await Promise.all([receiveInspection(inspector, sent, [photo], AT), receiveInspection(inspector, sent, [photo], AT)])
    answers.push(await receiveInspection(inspector, sent, [photo], AT))
    for (const answer of answers) expect(answer).toEqual(answers[0])
    const campaign = await getCampaign(planner, number)
    expect(campaign).toMatchObject({ tasks: 1, done: 1, findings: 1, conflicts: 0 })
    const [inspection] = await campaignInspections(planner, campaign)
    expect(inspection).toMatchObject({ inspectorName: inspector.name, note: 'a shop', files: [{ kind: 'photo', mediaType: 'image/png' }], position: { latitude: '34.1' } })
  })

  it('is refused when it is not whole: no image, no such task, not an inspector', async () => {
    const number = await running('suspects', { accountNos: [account(1).accountNo] })
    const seen = await taskOf(number, account(1))
    await expect(receiveInspection(inspector, visit(seen), [{ kind: 'photo', content: Buffer.from('%PDF-1.4') }], AT)).rejects.toMatchObject({ code: 'attachment-wrong-kind' })
    await expect(receiveInspection(inspector, visit({ ...seen, task: `${station.id}-999999` }), [], AT)).rejects.toMatchObject({ code: 'task-not-found' })
    await expect(receiveInspection(viewerAs('inspector', { stations: [] }), visit(seen), [], AT)).rejects.toMatchObject({ code: 'task-not-found' })
    await expect(receiveInspection(clerk, visit(seen), [], AT)).rejects.toMatchObject({ code: 'forbidden' })
  })

  it('stands beside what contradicts it until someone decides; the other is kept', async () => {
    const number = await running('suspects', { accountNos: [account(2).accountNo] })
    const seen = await taskOf(number, account(2))
    const [one, two] = await Promise.all([receiveInspection(inspector, visit(seen), [], AT), receiveInspection(viewerAs('inspector'), asRecorded(seen), [], AT)])
    expect([one.state, two.state].sort()).toEqual(['accepted', 'conflict'])
    const late = one.state === 'conflict' ? one : two
    expect(late).toMatchObject({ conflict: 'already-inspected', other: { outcome: one.state === 'conflict' ? 'as_recorded' : 'finding' } })
    const campaign = await getCampaign(planner, number)
    const [conflict] = await campaignConflicts(planner, campaign)
    expect(conflict?.other).not.toBeNull()
    const request = { requestKey: randomUUID(), inspection: late.inspection, keep: 'this' as const }
    await expect(resolveConflict(viewerAs('inspector'), request)).rejects.toMatchObject({ code: 'forbidden' })
    await resolveConflict(planner, request)
    await resolveConflict(planner, request)
    expect(await campaignConflicts(planner, campaign)).toEqual([])
    expect((await campaignInspections(planner, campaign)).map(({ id }) => `${station.id}-${id}`)).toEqual([late.inspection])
    await expect(resolveConflict(planner, { ...request, requestKey: randomUUID() })).rejects.toMatchObject({ code: 'conflict-resolved' })
  })

  it('is a conflict too when the record changed after the pack was made', async () => {
    const number = await running('suspects', { accountNos: [account(3).accountNo] })
    const seen = await taskOf(number, account(3))
    const order = await createOrder(clerk, orderFormFor(account(3)), AT)
    await decide(planner, order.number, 'approve-and-apply')
    expect(await receiveInspection(inspector, visit(seen), [], AT)).toMatchObject({ state: 'conflict', conflict: 'record-changed', other: null })
  })

  it('nobody in leaves the door open, and a later visit counts instead', async () => {
    const number = await running('suspects', { accountNos: [account(4).accountNo] })
    const seen = await taskOf(number, account(4))
    expect(await receiveInspection(inspector, visit(seen, { outcome: 'no_access', finding: null, terms: null, effectiveFrom: null }), [], AT)).toMatchObject({ state: 'accepted' })
    expect(await getCampaign(planner, number)).toMatchObject({ done: 0, noAccess: 1 })
    expect(await receiveInspection(inspector, asRecorded(seen), [], AT)).toMatchObject({ state: 'accepted' })
    expect(await getCampaign(planner, number)).toMatchObject({ done: 1, noAccess: 0, asRecorded: 1 })
  })
})

describe('a finding', () => {
  it('becomes one work order that names inspector and campaign; its yield and hit rates are counted', async () => {
    const number = await running('suspects', { accountNos: [account(5).accountNo] })
    const { inspection } = await receiveInspection(inspector, visit(await taskOf(number, account(5))), [photo], AT)
    const order = await openOrder(clerk, inspection, words, AT)
    expect(await openOrder(clerk, inspection, words, AT)).toEqual(order)
    expect(await db(system('test')).workOrder.findFirst({ where: { number: order.number } })).toMatchObject({ inspectorName: inspector.name, campaign: number, finding: 'low_tariff_high_use', state: 'draft', evidence: 'photo 1' })
    await decide(clerk, order.number, 'submit')
    const campaign = await getCampaign(planner, number)
    // (400 + 410 + 420) × (0.7335 − 0.5469) = 229.518, each month rounded for itself
    expect(await campaignYield(planner, campaign)).toMatchObject({ visits: 1, orders: 1, recoveredFen: 0n, pendingFen: 22_952n })
    await decide(planner, order.number, 'approve-and-apply')
    expect(await campaignYield(planner, campaign)).toMatchObject({ recoveredFen: 22_952n, pendingFen: 0n })
    expect(await hitRates(planner, { campaignNumber: number })).toMatchObject({ byCampaign: [{ key: number, inspected: 1, hits: 1 }], byInspector: [{ key: inspector.name, hits: 1 }] })
    const within = (from: string, to: string) => hitRates(planner, { stationId: station.id, districtId: station.districtId, from: billingMonth(from), to: billingMonth(to) })
    expect((await within('2013-09', '2013-10')).byCampaign).toContainEqual({ key: number, name: 'campaign', inspected: 1, hits: 1 })
    for (const [from, to] of [['2013-08', '2013-09'], ['2013-11', '2013-12']] as const) expect((await within(from, to)).byCampaign).toEqual([])
    const elsewhere: Viewer = viewerAs('supervisor', { stations: [] })
    expect((await hitRates(elsewhere)).byCampaign).toEqual([])
    expect(await findCampaign(elsewhere, number)).toBeNull()
  })

  it('takes its district out of the controls', async () => {
    const cover = await districtCover(planner, station.id)
    expect(cover).toMatchObject([{ firstInspectedOn: '2013-10-08' }])
    const untouched = await givenStation()
    expect(await districtCover(planner, untouched.id)).toMatchObject([{ firstInspectedOn: null }])
  })
})
