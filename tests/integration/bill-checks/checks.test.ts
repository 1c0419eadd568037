import { describe, expect, it } from 'vitest'
import { givenBill, givenIndustryTariff, givenYearTariff } from '@tests/factories/bills'
import { givenAccount, givenAssignment, givenBills, givenStation, type GivenStation } from '@tests/factories/register'
import { viewerAs } from '@tests/factories/viewers'
import { AT, decide, orderFormFor } from '@tests/factories/work-orders'
import { JOB_KINDS } from '@/cli/job-kinds'
import { billingMonth, plainDate } from '@/domain/plain-date'
import { recordCheck } from '@/features/bill-checks/commands/request-check'
import { checkSums, findFound, stationChecks } from '@/features/bill-checks/queries'
import { findDrift } from '@/features/bills/verify-queries'
import { createOrder } from '@/features/work-orders/commands/create-order'
import { db, pool } from '@/server/db'
import { cancelJob, findJob } from '@/server/jobs/job-store'
import { runJob } from '@/server/jobs/run-job'
import { system } from '@/server/scope'

const JULY = billingMonth('2013-07')

async function checked(station: GivenStation, viewer = viewerAs('supervisor'), month = JULY) {
  const id = await recordCheck(viewer, { month, stationCode: station.code })
  await runJob(id, JOB_KINDS)
  const scope = { month, stationId: station.id }
  return { id, job: await findJob(viewer, id), sums: await checkSums(viewer, scope), found: await findFound(viewer, scope, 50) }
}

const outcomes = (sums: Awaited<ReturnType<typeof checked>>['sums']) => sums.map(({ outcome, kind, bills, differenceFen }) => [outcome, kind, bills, differenceFen])

describe('checking a month’s bills', () => {
  it('every bill is match, differs with its reason, or uncheckable with what is missing; again changes nothing', async () => {
    const station = await givenStation()
    const home = await givenAccount(station)
    const wrong = await givenAccount(station, { category: 'COM-1' })
    const none = await givenAccount(station, { validFrom: plainDate('2013-07-10') })
    for (const account of [home, wrong, none]) await givenBills(station, account, JULY, [1000])
    const first = await checked(station)
    expect(outcomes(first.sums)).toEqual([
      ['match', '', 1, 0n],
      ['differs', 'price', 1, 18_660n],
      ['uncheckable', 'no-assignment', 1, 0n],
    ])
    expect(first.found).toMatchObject([
      { accountNo: wrong.accountNo, kind: 'price', billedFen: 54_690n, expectedFen: 73_350n, differenceFen: 18_660n, why: { fits: ['RES-1'] } },
      { accountNo: none.accountNo, outcome: 'uncheckable', expectedFen: null, why: [{ code: 'no-assignment', from: '2013-07-01', to: '2013-07-10' }] },
    ])
    expect(first.job).toMatchObject({ state: 'done', done: 3n, total: 3n, result: { bills: '3' } })
    const again = await checked(station)
    expect([again.sums, again.found]).toEqual([first.sums, first.found])
  })

  it('a split on record that was billed whole is found, and one that was applied matches', async () => {
    const station = await givenStation()
    const account = await givenAccount(station, { validFrom: plainDate('2013-08-01') })
    await givenAssignment(station, account, { from: plainDate('2012-07-01'), to: plainDate('2013-08-01'), splits: [{ method: 'fixed-ratio', category: 'COM-1', ratio: '0.3' }] })
    await givenBills(station, account, JULY, [1000])
    const { found } = await checked(station)
    // 300 × 0.7335 + 700 × 0.5469 = 220.05 + 382.83
    expect(found).toMatchObject([{ kind: 'split', expectedFen: 60_288n, why: { kind: 'split', fits: ['RES-1'] } }])
  })

  it('a year’s energy that was recorded wrongly is found by the bills before, also in the months that follow on it', async () => {
    const station = await givenStation()
    await givenYearTariff()
    const account = await givenAccount(station, { category: 'YEAR' })
    const add = (month: string, yearToDateKwh: bigint, amountFen: bigint) => givenBill(station, account, { month: billingMonth(month), energyWh: 1_000_000n, amountFen, yearToDateWh: yearToDateKwh * 1000n, category: 'YEAR' })
    // Limit 2,400 a year, then 1.00: 0.5 × 1,000 in January and February; March has 400 left: 200 + 600; April and May 1,000.
    await add('2013-01', 0n, 50_000n)
    await add('2013-02', 1000n, 50_000n)
    await add('2013-03', 0n, 50_000n)
    await add('2013-04', 1000n, 50_000n)
    await add('2013-05', 4000n, 100_000n)
    const found = async (month: string) => (await checked(station, viewerAs('supervisor'), billingMonth(month))).found
    expect(await found('2013-02')).toEqual([])
    expect(await found('2013-03')).toMatchObject([{ kind: 'tier', billedFen: 50_000n, expectedFen: 80_000n, why: { tier: 'year-to-date' } }])
    expect(await found('2013-04')).toMatchObject([{ kind: 'tier', expectedFen: 100_000n }])
    // May follows rightly from all that went before, though not from what April had on record.
    expect(await found('2013-05')).toEqual([])
  })

  it('bills of several registers, with demand and reactive energy, are checked by what their meter says; without it they lack it', async () => {
    const station = await givenStation()
    await givenIndustryTariff()
    const account = await givenAccount(station, { category: 'IND' })
    const facts = { month: JULY, energyWh: 1_000_000n, amountFen: 913_500n, yearToDateWh: 0n, category: 'IND' }
    // 100 × 1.2 + 400 × 0.6 + 500 × 0.3 = 510; 315 × 26 = 8,190; 750 kvarh make 0.80: 5 % of both is 435.
    await givenBill(station, account, { ...facts, registers: { peak: '100000', flat: '400000', valley: '500000' }, meter: { demand: { contract: '315' }, reactiveKvarh: '750' } })
    await givenBill(station, await givenAccount(station, { category: 'IND' }), facts)
    const { sums, found } = await checked(station)
    expect(outcomes(sums)).toEqual([['match', '', 1, 0n], ['uncheckable', 'missing-registers', 1, 0n]])
    expect(found[0]?.why).toMatchObject([{ code: 'missing-registers' }, { code: 'missing-demand' }, { code: 'missing-reactive' }])
  })

  it('a bill that an order corrected matches where the order left it, also when it began within the month', async () => {
    const station = await givenStation()
    for (const effectiveFrom of ['2013-07-01', '2013-07-16']) {
      const shop = await givenAccount(station)
      await givenBills(station, shop, JULY, [1000])
      const { number } = await createOrder(viewerAs('clerk'), orderFormFor(shop, { effectiveFrom }), AT)
      await decide(viewerAs('supervisor'), number, 'approve-and-apply')
    }
    const { sums, found } = await checked(station)
    expect(found).toEqual([])
    expect(sums.reduce((bills, sum) => bills + sum.bills, 0)).toBe(2)
  })

  it('a bill billed off the record is corrected by an order that leaves the assignment alone; without a difference there is nothing to correct', async () => {
    const station = await givenStation()
    const shop = await givenAccount(station, { category: 'COM-1' })
    await givenBills(station, shop, JULY, [1000])
    const form = () => orderFormFor(shop, { terms: { remainder: 'COM-1', splits: [] } })
    const { number } = await createOrder(viewerAs('clerk'), form(), AT)
    await decide(viewerAs('supervisor'), number, 'approve-and-apply')
    const assignments = await db(system('test')).tariffAssignment.findMany({ where: { stationId: station.id, accountId: shop.id } })
    expect(assignments).toMatchObject([{ validTo: null, openedByOrderId: null }])
    const posted = await db(system('test')).adjustment.findMany({ where: { stationId: station.id, accountId: shop.id }, orderBy: { id: 'asc' } })
    expect(posted.reduce((sum, { amountFen }) => sum + amountFen, 0n)).toBe(18_660n)
    expect((await checked(station)).found).toEqual([])
    expect(await findDrift(station.id, [JULY])).toEqual([])
    await expect(createOrder(viewerAs('clerk'), form(), AT)).rejects.toMatchObject({ code: 'same-terms' })
  })

  it('is taken up where a killed worker left it: finished stations are not checked again', async () => {
    const [one, two] = [await givenStation(), await givenStation()]
    for (const station of [one, two]) await givenBills(station, await givenAccount(station), JULY, [100])
    const viewer = viewerAs('supervisor', { stations: [one.id, two.id] })
    const id = await recordCheck(viewer, { month: JULY })
    await runJob(id, JOB_KINDS)
    const [before] = await db(system('test')).billCheckRun.findMany({ where: { stationId: one.id } })
    await pool(system('test')).query(`UPDATE background_job SET state = 'running' WHERE id = $1`, [id])
    await pool(system('test')).query('DELETE FROM bill_check_run WHERE station_id = $1', [two.id])
    await runJob(id, JOB_KINDS)
    expect(await db(system('test')).billCheckRun.findMany({ where: { stationId: one.id } })).toEqual([before])
    expect(await findJob(viewer, id)).toMatchObject({ state: 'done', result: { bills: '2' } })
    expect((await stationChecks(viewer, JULY, [])).length).toBe(0)
  })

  it('two at once for the same month leave the same as one', async () => {
    const station = await givenStation()
    await givenBills(station, await givenAccount(station, { category: 'COM-1' }), JULY, [1000])
    const [a, b] = await Promise.all([checked(station), checked(station)])
    expect(a?.job?.state).toBe('done')
    expect(b?.job?.state).toBe('done')
    expect(outcomes((await checked(station)).sums)).toEqual([['differs', 'price', 1, 18_660n]])
  })

  it('a job asked to stop before it began does nothing', async () => {
    const station = await givenStation()
    await givenBills(station, await givenAccount(station), JULY, [100])
    const viewer = viewerAs('supervisor')
    const id = await recordCheck(viewer, { month: JULY, stationCode: station.code })
    await cancelJob(viewer, id)
    await runJob(id, JOB_KINDS)
    expect(await findJob(viewer, id)).toMatchObject({ state: 'cancelled' })
    expect(await checkSums(viewer, { month: JULY, stationId: station.id })).toEqual([])
  })

  it('refuses a month without bills and a station that is none; shows nothing of stations outside of the scope', async () => {
    const station = await givenStation()
    await givenBills(station, await givenAccount(station, { category: 'COM-1' }), JULY, [1000])
    await expect(recordCheck(viewerAs('supervisor'), { month: billingMonth('2011-01') })).rejects.toMatchObject({ code: 'month-without-bills' })
    await expect(recordCheck(viewerAs('supervisor'), { month: JULY, stationCode: 'NONE' })).rejects.toMatchObject({ code: 'station-not-found' })
    const { id } = await checked(station)
    const elsewhere = viewerAs('supervisor', { stations: [station.id + 1000] })
    expect(await checkSums(elsewhere, { month: JULY })).toEqual([])
    expect(await findFound(elsewhere, { month: JULY }, 50)).toEqual([])
    expect(await findJob(elsewhere, id)).toBeNull()
    await expect(recordCheck(elsewhere, { month: JULY, stationCode: station.code })).rejects.toMatchObject({ code: 'station-not-found' })
  })

  it('pages by the row before, the largest difference first, none twice', async () => {
    const station = await givenStation()
    for (const kwh of [100, 300, 200, 200, 500]) await givenBills(station, await givenAccount(station, { category: 'COM-1' }), JULY, [kwh])
    await checked(station)
    const scope = { month: JULY, stationId: station.id }
    const first = await findFound(viewerAs('qc'), scope, 3)
    const rest = await findFound(viewerAs('qc'), { ...scope, after: first.at(-1)?.cursor }, 3)
    expect([...first, ...rest].map(({ energyWh }) => energyWh)).toEqual([500_000n, 300_000n, 200_000n, 200_000n, 100_000n])
    expect(new Set([...first, ...rest].map(({ accountNo }) => accountNo)).size).toBe(5)
    expect(await findFound(viewerAs('qc'), { ...scope, kind: 'energy' }, 3)).toEqual([])
    expect((await findFound(viewerAs('qc'), { ...scope, after: 'nonsense' }, 3)).length).toBe(3)
  })
})
