import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { givenAccount, givenBills, givenStation, type GivenStation } from '@tests/factories/register'
import { viewerAs } from '@tests/factories/viewers'
import { DomainError } from '@/domain/errors'
import { billingMonth, plainDate } from '@/domain/plain-date'
import { orderScheduledReport } from '@/features/monthly-reports/commands/order-scheduled-report'
import { listReports } from '@/features/monthly-reports/queries'
import { reportDocument } from '@/features/monthly-reports/report-document-queries'
import { monthlyReportJob } from '@/features/monthly-reports/report-job'
import { MONTHLY_REPORT } from '@/features/monthly-reports/schemas'
import { toDbDate } from '@/server/database-dates'
import { authDb } from '@/server/db'
import { cancelJob, findJob } from '@/server/jobs/job-store'
import { closeQueue } from '@/server/jobs/queue'
import { runJob } from '@/server/jobs/run-job'

const supervisor = viewerAs('supervisor')
const noon = (day: string) => new Date(`${day}T12:00:00+08:00`)

let late: GivenStation
let lateAccount: { id: bigint }
beforeAll(async () => {
  const early = await givenStation()
  await givenBills(early, await givenAccount(early), billingMonth('2013-08'), [100, 150, 120])
  late = await givenStation()
  lateAccount = await givenAccount(late)
  await givenBills(late, lateAccount, billingMonth('2013-08'), [100])
  // Its one account was closed before September: nobody waits for its bills.
  const given = await givenStation()
  const closed = await givenAccount(given)
  await givenBills(given, closed, billingMonth('2013-08'), [100])
  await authDb().account.update({ where: { stationId_id: { stationId: given.id, id: closed.id } }, data: { closedOn: toDbDate(plainDate('2013-09-01')) } })
})
afterAll(closeQueue)

describe('the company’s report', () => {
  it('waits for the stations that billed the month before', async () => {
    expect(await orderScheduledReport(noon('2013-10-08'))).toBeNull()
    expect(await orderScheduledReport(noon('2013-10-11'))).toBeNull()
  })

  it('is ordered from the first working day of the kept calendar on, once', async () => {
    await givenBills(late, lateAccount, billingMonth('2013-09'), [110])
    // The first week of October 2013 is free: its first working day is Tuesday the 8th, which begins in China at 16:00 UTC.
    expect(await orderScheduledReport(new Date('2013-10-07T15:59:00Z'))).toBeNull()
    const ordered = await Promise.all([orderScheduledReport(new Date('2013-10-07T16:00:00Z')), orderScheduledReport(new Date('2013-10-07T16:00:00Z'))])
    const [job, ...others] = ordered.filter((one) => one !== null)
    expect(others).toEqual([])
    expect(await orderScheduledReport(noon('2013-10-20'))).toBeNull()
    await runJob(BigInt(job ?? 0), { [MONTHLY_REPORT]: monthlyReportJob })
    expect((await listReports(supervisor)).reports.map(({ stationId, locale, format }) => `${stationId} ${locale} ${format}`)).toEqual(['0 en docx', '0 en pdf', '0 zh-CN docx', '0 zh-CN pdf'])
    expect(await orderScheduledReport(noon('2013-10-20'))).toBeNull()
  })

  it('comes on the fifth working day without those that have no bills, and names them', async () => {
    expect(await orderScheduledReport(noon('2013-11-06'))).toBeNull()
    expect(await orderScheduledReport(noon('2013-11-07'))).not.toBeNull()
    const lines = async (locale: 'zh-CN' | 'en', month: string) => (await reportDocument(supervisor, { month: billingMonth(month), stationCode: '', locale }, noon('2013-11-07'))).lines
    expect(await lines('zh-CN', '2013-10')).toContain(`本月 2 个供电所中，1 个有账单；缺：${late.name}。`)
    expect(await lines('en', '2013-10')).toContain(`1 of 2 stations have bills of this month. Missing: ${late.name}.`)
    expect((await lines('en', '2013-09')).join(' ')).not.toContain('Missing')
  })

  it('is ordered again where it failed or was stopped, three times at most', async () => {
    const failing = { [MONTHLY_REPORT]: () => Promise.reject(new DomainError('unexpected')) }
    const [standing] = await authDb().backgroundJob.findMany({ where: { state: 'queued' } })
    await runJob(standing?.id ?? 0n, failing)
    expect(await findJob(supervisor, standing?.id ?? 0n)).toMatchObject({ state: 'failed' })
    const second = await orderScheduledReport(noon('2013-11-07'))
    expect(await orderScheduledReport(noon('2013-11-08'))).toBeNull()
    await cancelJob(supervisor, BigInt(second ?? 0))
    const third = await orderScheduledReport(noon('2013-11-08'))
    await runJob(BigInt(third ?? 0), failing)
    expect([second, third]).not.toContain(null)
    expect(await orderScheduledReport(noon('2013-11-09'))).toBeNull()
  })

  it('does not come for a month without any bills', async () => {
    expect(await orderScheduledReport(noon('2014-01-20'))).toBeNull()
  })
})
