import { describe, expect, it } from 'vitest'
import { JOB_KINDS } from '@/cli/job-kinds'
import { recordCheck } from '@/features/bill-checks/commands/request-check'
import { checkSums } from '@/features/bill-checks/queries'
import { loadCompany } from '@/features/demo/commands/load-company'
import { companyOutline, LAST_MONTH, ORIGIN_TOTAL } from '@/features/demo/company/outline'
import { stationAccounts } from '@/features/demo/company/station-accounts'
import { pool } from '@/server/db'
import { runJob } from '@/server/jobs/run-job'
import { system } from '@/server/scope'
import { commandLineOperator } from '@/server/viewer'

const AT = new Date('2013-10-08T02:00:00Z')
const operator = commandLineOperator()
const SIZE = 4_000

const load = async (accounts = SIZE, months = 3) => {
  const loaded: boolean[] = []
  for await (const one of loadCompany(operator, companyOutline(accounts, months), AT)) loaded.push(one.loaded)
  return loaded
}

const scalar = async (sql: string): Promise<string> => (await pool(system('test')).query<{ value: string }>(sql)).rows[0]?.value ?? ''

describe('the whole company', () => {
  it('at its own size has the origin report’s classes to the account', () => {
    const { stations } = companyOutline(ORIGIN_TOTAL, 12)
    const sum = (category: 'RES-Y' | 'COM-C' | 'AGR-C') => stations.reduce((total, { accounts }) => total + accounts[category], 0)
    expect([sum('RES-Y'), sum('COM-C'), sum('AGR-C')]).toEqual([2_564_756, 58_792, 57_507])
  })

  it('is the same every time, some of its accounts wrong in truth, some split', () => {
    const [station] = companyOutline(60_000, 1).stations
    if (!station) throw new Error('no station')
    const { accounts } = stationAccounts(station)
    expect(stationAccounts(station).accounts).toEqual(accounts)
    const wrong = accounts.filter(({ truth }) => truth !== null).length / accounts.length
    const split = accounts.filter((account) => account.split !== null).length / accounts.length
    expect(wrong).toBeGreaterThan(0.015)
    expect(wrong).toBeLessThan(0.03)
    expect(split).toBeGreaterThan(0.01)
    expect(split).toBeLessThan(0.03)
    expect(new Set(accounts.map(({ accountNo }) => accountNo)).size).toBe(accounts.length)
  })

  it('is loaded whole; a second load changes nothing; a check finds the bills that were billed wrongly on purpose, and no others', async () => {
    expect(await load()).toEqual([true, true])
    const fingerprint = () => scalar(`SELECT md5(string_agg(b.*::text, ',' ORDER BY station_id, account_id, month)) AS value FROM bill b`)
    const before = await fingerprint()
    expect(await load()).toEqual([false, false])
    for (const [accounts, months] of [[SIZE + 1_000, 3], [SIZE, 2]] as const) await expect(load(accounts, months)).rejects.toMatchObject({ code: 'demo-other-size', params: { months: 3, askedMonths: months } })
    expect(await fingerprint()).toBe(before)
    expect(await scalar('SELECT count(*) AS value FROM account')).toBe(String(SIZE))
    expect(await scalar('SELECT count(*) AS value FROM bill')).toBe(String(SIZE * 3))
    expect(await scalar(`SELECT sum(amount_fen) - (SELECT sum(amount_fen) FROM station_monthly_total) AS value FROM bill`)).toBe('0')
    for (const month of [LAST_MONTH, '2013-08' as typeof LAST_MONTH]) await runJob(await recordCheck(operator, { month }), JOB_KINDS)
    const bills = (sums: { bills: number }[]) => sums.reduce((total, sum) => total + sum.bills, 0)
    const last = await checkSums(operator, { month: LAST_MONTH })
    expect(bills(last)).toBe(SIZE)
    expect(bills(last.filter(({ outcome }) => outcome !== 'match'))).toBeLessThan(12)
    const before2 = await checkSums(operator, { month: '2013-08' as typeof LAST_MONTH })
    expect(before2.every(({ outcome }) => outcome === 'match')).toBe(true)
  })
})
