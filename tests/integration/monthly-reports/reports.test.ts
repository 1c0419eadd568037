import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { givenAccount, givenBills, givenStation, type GivenStation } from '@tests/factories/register'
import { viewerAs } from '@tests/factories/viewers'
import { billingMonth } from '@/domain/plain-date'
import { billedMonthsByStation } from '@/features/bills/totals-queries'
import { requestReport } from '@/features/monthly-reports/commands/request-report'
import { findReport, listReports, REPORTS_PER_PAGE } from '@/features/monthly-reports/queries'
import { monthlyReportJob } from '@/features/monthly-reports/report-job'
import { MONTHLY_REPORT } from '@/features/monthly-reports/schemas'
import { toDbMonth } from '@/server/database-dates'
import { authDb } from '@/server/db'
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
    const { reports } = await listReports(supervisor)
    expect(reports.map(({ format, month, stationId }) => [format, month, stationId])).toEqual([['docx', '2013-09', station.id], ['pdf', '2013-09', station.id]])
    const kinds = await Promise.all(reports.map(async ({ sha256 }) => mediaTypeOf(await readKeptFile(sha256))))
    expect(kinds).toEqual(['application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'application/pdf'])
  })

  it('is seen by who sees its station alone', async () => {
    const [report] = (await listReports(supervisor)).reports
    const elsewhere = viewerAs('supervisor', { stations: [station.id + 1000] })
    expect(await listReports(elsewhere)).toEqual({ reports: [], next: null })
    expect(await findReport(elsewhere, report?.id ?? '')).toBeNull()
    await expect(requestReport(elsewhere, { month: SEPTEMBER, stationCode: '', locale: 'en' })).rejects.toMatchObject({ code: 'station-not-found' })
  })

  it('of a station is refused for a month that only others have bills of, in words that say what to do', async () => {
    const [behind, silent] = [await givenStation(), await givenStation()]
    await givenBills(behind, await givenAccount(behind), billingMonth('2013-07'), [80, 100])
    const refused = (of: GivenStation) => expect(requestReport(supervisor, { month: SEPTEMBER, stationCode: of.code, locale: 'en' })).rejects
    await refused(behind).toMatchObject({ code: 'report-station-month-empty', params: { station: behind.name, month: '2013-09', newest: '2013-08' } })
    await refused(silent).toMatchObject({ code: 'report-station-month-empty', params: { newest: 'none' } })
    expect(await billedMonthsByStation(supervisor)).toEqual(new Map([[station.id, ['2013-09', '2013-08']], [behind.id, ['2013-08', '2013-07']]]))
  })

  it('is refused for a month without bills, and to who may not ask', async () => {
    await expect(requestReport(supervisor, { month: billingMonth('2010-01'), stationCode: '', locale: 'en' })).rejects.toMatchObject({ code: 'report-month-empty' })
    await expect(requestReport(viewerAs('inspector'), { month: SEPTEMBER, stationCode: '', locale: 'en' })).rejects.toMatchObject({ code: 'forbidden' })
  })
})

describe('the list of kept reports', () => {
  it('goes on from page to page to the oldest, each report once', async () => {
    const row = (jobId: number) => ({ stationId: station.id, month: toDbMonth(SEPTEMBER), locale: 'en', format: 'pdf' as const, sha256: '0'.repeat(64), bytes: 1, jobId: BigInt(jobId), createdByName: 'someone', createdAt: new Date(0) })
    await authDb().monthlyReport.createMany({ data: Array.from({ length: 2 * REPORTS_PER_PAGE }, (_, index) => row(1_000_000 + index)) })
    const kept = await authDb().monthlyReport.findMany({ select: { id: true }, orderBy: { id: 'desc' } })
    const pages: string[][] = []
    for (let after: string | null = ''; after !== null; ) {
      const page: Awaited<ReturnType<typeof listReports>> = await listReports(supervisor, after)
      pages.push(page.reports.map(({ id }) => id))
      after = page.next
    }
    expect(pages.flat()).toEqual(kept.map(({ id }) => String(id)))
    expect(pages.map(({ length }) => length)).toEqual([REPORTS_PER_PAGE, REPORTS_PER_PAGE, kept.length - 2 * REPORTS_PER_PAGE])
    expect((await listReports(supervisor, 'nonsense')).reports.map(({ id }) => id)).toEqual(pages[0])
  })
})
