import { describe, expect, it } from 'vitest'
import { givenAccount, givenBills, givenStation } from '@tests/factories/register'
import { viewerAs } from '@tests/factories/viewers'
import { JOB_KINDS } from '@/cli/job-kinds'
import { billingMonth } from '@/domain/plain-date'
import { recordRePricing } from '@/features/re-pricing/commands/request-re-pricing'
import type { RepricingTarget } from '@/features/re-pricing/schemas'
import { draftVersion } from '@/features/tariff-drafts/commands/draft-version'
import { findJob } from '@/server/jobs/job-store'
import { runJob } from '@/server/jobs/run-job'

const JULY = billingMonth('2013-07')
const AT = new Date('2013-10-08T02:00:00Z')
const admin = viewerAs('admin')

async function asked(stationCode: string, target: RepricingTarget, category = 'RES-1') {
  const id = await recordRePricing(admin, { month: JULY, stationCode, category, target })
  await runJob(id, JOB_KINDS)
  return findJob(admin, id)
}

async function givenTwoHomesAndAShop() {
  const station = await givenStation()
  const accounts = [await givenAccount(station), await givenAccount(station), await givenAccount(station, { category: 'COM-1' })]
  for (const [index, account] of accounts.entries()) await givenBills(station, account, JULY, [[100, 300, 1000][index] ?? 0])
  return { station, accounts }
}

describe('what if', () => {
  it('puts the bills of a category on another: sum, distribution, the accounts that change most', async () => {
    const { station, accounts } = await givenTwoHomesAndAShop()
    const job = await asked(station.code, { kind: 'category', code: 'COM-1' })
    // 100 × 0.7335 − 100 × 0.5469 = 18.66; 300 kWh: 220.05 − 164.07 = 55.98. The shop's bill is none of the category.
    expect(job).toMatchObject({
      state: 'done',
      result: {
        bills: 2, unrated: 0, oldFen: '21876', newFen: '29340', differenceFen: '7464',
        most: [{ accountNo: accounts[1]?.accountNo, oldFen: '16407', newFen: '22005' }, { accountNo: accounts[0]?.accountNo }],
      },
    })
  })

  it('on a draft and on another version', async () => {
    const { station } = await givenTwoHomesAndAShop()
    const { id } = await draftVersion(admin, { header: { category: 'RES-1', name: { 'zh-CN': 'x', en: 'x' }, class: 'residential', currency: 'CNY' }, content: { effectiveFrom: '2014-01-01', charges: [{ code: 'e', kind: 'energy', rate: '1' }] } }, AT)
    expect(await asked(station.code, { kind: 'draft', id })).toMatchObject({ result: { newFen: '40000', differenceFen: '18124' } })
    expect(await asked(station.code, { kind: 'version', effectiveFrom: '2012-07-01' })).toMatchObject({ result: { bills: 2, differenceFen: '0', most: [] } })
  })

  it('says what is wrong with the question', async () => {
    const { station } = await givenTwoHomesAndAShop()
    expect(await asked(station.code, { kind: 'category', code: 'NONE' })).toMatchObject({ state: 'failed', failure: 'category-unknown' })
    expect(await asked(station.code, { kind: 'version', effectiveFrom: '1999-01-01' })).toMatchObject({ state: 'failed', failure: 'version-unknown' })
    expect(await asked(station.code, { kind: 'draft', id: '999999' })).toMatchObject({ state: 'failed', failure: 'draft-not-found' })
    await expect(recordRePricing(admin, { month: billingMonth('2011-01'), category: 'RES-1', target: { kind: 'category', code: 'COM-1' } })).rejects.toMatchObject({ code: 'month-without-bills' })
  })
})
