import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { givenAccount, givenBills, givenStation, type GivenStation } from '@tests/factories/register'
import { viewerAs } from '@tests/factories/viewers'
import { billingMonth } from '@/domain/plain-date'
import { orderScheduledReport } from '@/features/monthly-reports/commands/order-scheduled-report'
import { requestReport } from '@/features/monthly-reports/commands/request-report'
import { findReport, listReports } from '@/features/monthly-reports/queries'
import { monthlyReportJob } from '@/features/monthly-reports/report-job'
import { MONTHLY_REPORT } from '@/features/monthly-reports/schemas'
import { mediaTypeOf } from '@/server/files/media-type'
import { readKeptFile } from '@/server/files/file-store'
import { closeQueue } from '@/server/jobs/queue'
import { findJob } from '@/server/jobs/job-store'
import { runJob } from '@/server/jobs/run-job'

const supervisor = viewerAs('supervisor')
const KINDS = { [MONTHLY_REPORT]: monthlyReportJob }
const SEPTEMBER = billingMonth('2013-09')

let station: GivenStation
beforeAll(async () => {
  station = await givenStation()
  await givenBills(station, await givenAccount(station), billingMonth('2013-08'), [100, 150])
  await givenBills(station, await givenAccount(station, { category: 'COM-1' }), billingMonth('2013-08'), [1000, 900], 'COM-1')
})
afterAll(closeQueue)

describe('a monthly report', () => {
  it('is written as PDF and Word, kept, and the same when the job is taken up again', async () => {
    const { job } = await requestReport(supervisor, { month: SEPTEMBER, stationCode: station.code, locale: 'zh-CN' })
    await runJob(BigInt(job), KINDS)
    await runJob(BigInt(job), KINDS)
    expect(await findJob(supervisor, BigInt(job))).toMatchObject({ state: 'done', result: { written: '2' } })
    const reports = await listReports(supervisor)
    expect(reports.map(({ format, month, stationId }) => [format, month, stationId])).toEqual([['docx', '2013-09', station.id], ['pdf', '2013-09', station.id]])
    const kinds = await Promise.all(reports.map(async ({ sha256 }) => mediaTypeOf(await readKeptFile(sha256))))
    expect(kinds).toEqual(['application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'application/pdf'])
  })

  it('is seen by who sees its station alone', async () => {
    const [report] = await listReports(supervisor)
    const elsewhere = viewerAs('supervisor', { stations: [station.id + 1000] })
    expect(await listReports(elsewhere)).toEqual([])
    expect(await findReport(elsewhere, report?.id ?? '')).toBeNull()
    await expect(requestReport(elsewhere, { month: SEPTEMBER, stationCode: '', locale: 'en' })).rejects.toMatchObject({ code: 'station-not-found' })
  })

  it('is refused for a month without bills, and to who may not ask', async () => {
    await expect(requestReport(supervisor, { month: billingMonth('2010-01'), stationCode: '', locale: 'en' })).rejects.toMatchObject({ code: 'report-month-empty' })
    await expect(requestReport(viewerAs('inspector'), { month: SEPTEMBER, stationCode: '', locale: 'en' })).rejects.toMatchObject({ code: 'forbidden' })
  })
})

describe('the calendar', () => {
  it('orders last month’s report on the first working day, once', async () => {
    // October 2013 begins with holidays: its first working day is Friday the 4th, China's time.
    expect(await orderScheduledReport(new Date('2013-10-03T08:00:00Z'))).toBeNull()
    const ordered = await Promise.all([orderScheduledReport(new Date('2013-10-03T17:00:00Z')), orderScheduledReport(new Date('2013-10-03T17:00:00Z'))])
    expect(ordered.filter((job) => job !== null)).toHaveLength(1)
    expect(await orderScheduledReport(new Date('2013-10-20T08:00:00Z'))).toBeNull()
    await runJob(BigInt(ordered.find((job) => job !== null) ?? 0), KINDS)
    expect((await listReports(supervisor)).filter(({ stationId }) => stationId === 0).map(({ locale, format }) => `${locale} ${format}`)).toEqual(['en docx', 'en pdf', 'zh-CN docx', 'zh-CN pdf'])
  })

  it('waits for a month that has bills', async () => {
    expect(await orderScheduledReport(new Date('2013-12-10T08:00:00Z'))).toBeNull()
  })
})
