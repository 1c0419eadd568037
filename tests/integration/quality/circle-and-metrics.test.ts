import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { billingMonth, plainDate } from '@/domain/plain-date'
import { averagePrice, fen } from '@/domain/money'
import { createCircle } from '@/features/quality/commands/create-circle'
import { bindTarget } from '@/features/quality/commands/bind-target'
import { createProject } from '@/features/quality/commands/create-project'
import { recordSession, saveMember } from '@/features/quality/commands/keep-circle'
import { addSheet, saveSheet } from '@/features/quality/commands/save-sheet'
import { setPlanBaseline } from '@/features/quality/commands/set-plan-baseline'
import { attribution } from '@/features/quality/attribution-queries'
import { getCircle } from '@/features/quality/circle-queries'
import { getProject, planBaselines, projectRecord } from '@/features/quality/queries'
import { standingOf } from '@/features/quality/standing-queries'
import { metricMonths } from '@/features/quality-metrics/metric-queries'
import { authDb } from '@/server/db'
import { asDatabaseOwner } from '@tests/factories/owner'
import { givenAccount, givenBills, givenStation, type GivenStation } from '@tests/factories/register'
import { viewerAs } from '@tests/factories/viewers'
import { AT, givenApplied } from '@tests/factories/work-orders'

const key = () => ({ requestKey: randomUUID() })
const qc = viewerAs('qc')
const AUGUST = billingMonth('2013-08')
const OCTOBER = billingMonth('2013-10')

let station: GivenStation
let circle = ''
beforeAll(async () => {
  station = await givenStation()
  circle = (await createCircle(qc, { ...key(), station: station.code, name: '红星小组', foundedOn: plainDate('2013-01-08') }, AT)).number
})

describe('a circle', () => {
  const person = (name: string, role: 'leader' | 'facilitator' | 'sponsor' | 'member', more: object = {}) => ({ ...key(), circle, id: null, name, role, position: '', education: '', duties: '', joinedOn: plainDate('2013-01-08'), leftOn: null, ...more })

  it('has its people by role, the leader first, and one leader at a time', async () => {
    for (const [name, role] of [['组员甲', 'member'], ['推进者', 'sponsor'], ['辅导员', 'facilitator'], ['组长', 'leader']] as const) await saveMember(qc, person(name, role))
    expect((await getCircle(qc, circle)).members.map(({ name }) => name)).toEqual(['组长', '辅导员', '推进者', '组员甲'])
    await expect(saveMember(qc, person('另一位组长', 'leader'))).rejects.toThrow('leader-there')
    await expect(saveMember(qc, person('早退', 'member', { leftOn: plainDate('2012-12-31') }))).rejects.toThrow('left-before-joined')
  })

  it('keeps trainings and meetings with who was there, stamped when they are recorded', async () => {
    const session = { ...key(), circle, topic: '分类电价', minutes: '学习目录电价', hours: '4', attendees: ['组长', '组员甲'] }
    await recordSession(qc, { ...session, kind: 'training', heldOn: plainDate('2013-02-05') })
    await recordSession(qc, { ...session, ...key(), kind: 'meeting', heldOn: plainDate('2013-03-12') })
    const { sessions } = await getCircle(qc, circle)
    expect(sessions.map(({ kind, heldOn, attendees }) => [kind, heldOn, attendees.length])).toEqual([['meeting', '2013-03-12', 2], ['training', '2013-02-05', 2]])
    expect(sessions.every(({ recordedAt, byName }) => recordedAt.getFullYear() > 2013 && byName === qc.name)).toBe(true)
  })
})

describe('metrics of a scope', () => {
  const months = (metric: Parameters<typeof metricMonths>[1]['metric'], from = billingMonth('2013-09'), to = OCTOBER) =>
    metricMonths(qc, { stationId: station.id, metric, category: null, districtId: null, sampleSize: 10, seed: 'x' }, from, to)

  beforeAll(async () => {
    const account = await givenAccount(station)
    await givenBills(station, account, billingMonth('2012-07'), [90, 100, 110, 120, 100, 90, 80, 90, 100, 100, 110, 120, 200, 210, 180])
    await givenApplied(viewerAs('clerk'), viewerAs('supervisor'), account)
  })

  it('recovered is what work orders posted, in the month they posted it: never a rise between months', async () => {
    const { _sum } = await authDb().adjustment.aggregate({ where: { stationId: station.id, kind: { not: 'penalty' } }, _sum: { amountFen: true } })
    expect(_sum.amountFen).toBeGreaterThan(0n)
    expect((await months('recovered')).map(({ month, numerator }) => [month, numerator])).toEqual([['2013-09', 0n], ['2013-10', _sum.amountFen]])
  })

  it('orders for each district count where they were applied; days to verified say that none was', async () => {
    expect((await months('orders-per-district')).map(({ numerator, denominator }) => [numerator, denominator])).toEqual([[0n, 1n], [1n, 1n]])
    expect((await months('days-to-verified')).map(({ lacking }) => lacking)).toEqual(['none-verified', 'none-verified'])
  })

  it('yuan per kWh are the billed yuan over the billed kWh, and a month without bills has none', async () => {
    const [august, october] = [(await months('average-price', AUGUST, AUGUST))[0], (await months('average-price', OCTOBER, OCTOBER))[0]]
    const bill = await authDb().bill.aggregate({ where: { stationId: station.id, month: new Date('2013-08-01') }, _sum: { amountFen: true, energyWh: true } })
    expect([august?.numerator, august?.denominator]).toEqual([bill._sum.amountFen, bill._sum.energyWh])
    expect(october?.lacking).toBe('no-bills')
  })

  it('a bound target freezes its baseline; the same months of last year come from the books; one district shows nothing', async () => {
    const { number } = await createProject(qc, { ...key(), circle, title: '提高均价', type: 'problem-solving', startedOn: plainDate('2013-06-01') }, AT)
    const month = (text: string) => ({ from: billingMonth(text), to: billingMonth(text) })
    await bindTarget(qc, { ...key(), project: number, target: { kind: 'system', metric: 'average-price', category: null, district: null, sampleSize: 200, direction: 'up', value: '0.9', dueOn: plainDate('2013-12-31'), baseline: month('2013-06'), effect: month('2013-08') } })
    const project = await getProject(qc, number)
    const standing = await standingOf(qc, project)
    const said = standing && (await attribution(qc, project, standing))
    const lastAugust = await authDb().bill.aggregate({ where: { stationId: station.id, month: new Date('2012-08-01') }, _sum: { amountFen: true, energyWh: true } })
    expect(said?.lastYear?.value).toBe(averagePrice(fen(lastAugust._sum.amountFen ?? 0n), lastAugust._sum.energyWh ?? 0n))
    expect(said?.comparison?.shown).toMatchObject({ shown: false, reason: 'few-districts' })
    await expect(asDatabaseOwner('UPDATE qc_target SET baseline = baseline')).rejects.toThrow(/never changed or deleted/)
  })
})

describe('plans and charts with a past', () => {
  it('a plan’s baselines add up and stay; a split of limits names its countermeasure', async () => {
    const { number } = await createProject(qc, { ...key(), circle, title: '基线', type: 'problem-solving', startedOn: plainDate('2013-06-01') }, AT)
    const plan = async () => (await projectRecord(await getProject(qc, number))).sheets.find(({ kind }) => kind === 'plan')
    const save = async (to: string) => {
      const sheet = await plan()
      await saveSheet(qc, { project: number, id: sheet?.id ?? '', version: sheet?.version ?? 0, title: '计划', content: { settings: {}, rows: [{ id: 'p1', step: '选题', activity: '选题', owner: '组长', from: '2013-06-01', to, actualFrom: '', actualTo: '' }], source: { kind: 'typed', note: '' } }, removed: false }, AT)
    }
    await save('2013-06-10')
    await setPlanBaseline(qc, { ...key(), project: number, reason: '小组会议' })
    await save('2013-06-20')
    await setPlanBaseline(qc, { ...key(), project: number, reason: '改期' })
    const agreed = await planBaselines(await getProject(qc, number))
    expect(new Set(agreed.flatMap(({ content }) => content.rows.map((row) => row['to'])))).toEqual(new Set(['2013-06-10', '2013-06-20']))

    const { id } = await addSheet(qc, { ...key(), project: number, step: 'present-state', kind: 'control-chart', title: '差错率' })
    const rows = [40, 41, 12].map((count, place) => ({ label: String(place), count: String(count), size: '1000', split: place === 2 ? '普查之后' : '', measure: '' }))
    await expect(saveSheet(qc, { project: number, id, version: 1, title: '差错率', content: { settings: { chart: 'p', baseline: '2' }, rows, source: { kind: 'typed', note: '抽查' } }, removed: false }, AT)).rejects.toThrow('split-without-measure')
  })
})
