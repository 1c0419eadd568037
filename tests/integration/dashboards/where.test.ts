import { beforeAll, describe, expect, it } from 'vitest'
import { givenAccount, givenBills, givenStation, type GivenStation } from '@tests/factories/register'
import { viewerAs } from '@tests/factories/viewers'
import { AT } from '@tests/factories/work-orders'
import { JOB_KINDS } from '@/cli/job-kinds'
import { billingMonth } from '@/domain/plain-date'
import { recordCheck } from '@/features/bill-checks/commands/request-check'
import { resolveView } from '@/features/dashboards/view-queries'
import { wherePage } from '@/features/dashboards/where-page-queries'
import { authDb } from '@/server/db'
import { runJob } from '@/server/jobs/run-job'
import { textsFor } from '@/ui/texts'

const supervisor = viewerAs('supervisor')
const AUGUST = billingMonth('2013-08')

let station: GivenStation
let districts: string[]
beforeAll(async () => {
  station = await givenStation()
  districts = [`${station.code}-001`, `${station.code}-002`, `${station.code}-003`]
  // Bills of each district: right ones, and ones that were billed off the record.
  for (const [index, [right, wrong]] of ([[3, 1], [6, 0], [2, 5]] as const).entries()) {
    const code = districts[index] ?? ''
    const district = index === 0 ? { id: station.districtId } : await authDb().district.create({ data: { stationId: station.id, code, name: `Place ${index}` } })
    const place = { ...station, districtId: district.id }
    for (let made = 0; made < right; made += 1) await givenBills(place, await givenAccount(place), billingMonth('2013-07'), [100 + made, 120 + made])
    for (let made = 0; made < wrong; made += 1) await givenBills(place, await givenAccount(place, { category: 'COM-1' }), billingMonth('2013-07'), [300 + made, 280])
  }
  await runJob(await recordCheck(supervisor, { month: AUGUST, stationCode: station.code }), JOB_KINDS)
})

async function where(asked: Record<string, string>) {
  const { analysis } = await textsFor('en')
  const page = await wherePage(supervisor, await resolveView(supervisor, asked, AT), asked, { t: analysis, locale: 'en', unit: 'yuan' }, ({ text }) => text)
  return { ...page, chart: (id: string) => page.charts.find((spec) => spec.id === id) }
}

describe('where to look, with a district chosen', () => {
  it('holds its error rate against all districts of the station, and says where it lies', async () => {
    const asked = { station: station.code, from: '2013-07', to: '2013-08' }
    const all = (await where(asked)).chart('errors')
    expect(all?.labels).toHaveLength(3)
    for (const district of districts) {
      const one = (await where({ ...asked, district })).chart('errors')
      expect([one?.control, one?.labels]).toEqual([all?.control, all?.labels])
      expect(one?.series[0]?.points.map((point) => point?.value)).toEqual(all?.series[0]?.points.map((point) => point?.value))
    }
    // 5 of 7 bills differ there, of 17 in all 6.
    const worst = await where({ ...asked, district: districts[2] ?? '' })
    expect(worst.chart('errors')?.footnote).toMatch(/^Place 2: 71\.429 % \(5 of 7 bills\).*limits .* to .* %/)
    expect(worst.chart('errors')?.control?.mean).toBe('35.294')
  })

  it('shows its own ranking, worth what it is worth among all', async () => {
    const asked = { station: station.code, from: '2013-07', to: '2013-08' }
    const all = await where(asked)
    const one = await where({ ...asked, district: districts[1] ?? '' })
    expect(one.ranked).toEqual(all.ranked.filter(({ code }) => code === districts[1]))
    expect(one.chart('heat')?.series).toHaveLength(1)
  })
})

describe('where to look, when the last month asked for was not billed', () => {
  it('ranks the last month of the range that was, and keeps the charts that have data', async () => {
    const page = await where({ station: station.code, from: '2013-07', to: '2013-10' })
    expect([page.month, page.before, page.ranked.length]).toEqual(['2013-08', '2013-07', 3])
    expect(page.chart('heat')?.labels).toHaveLength(2)
    expect(page.chart('errors')?.labels).toHaveLength(3)
  })

  it('has nothing to rank where none was', async () => {
    expect(await where({ station: station.code, from: '2012-01', to: '2012-02' })).toMatchObject({ month: '2012-02', ranked: [] })
  })
})
