import { beforeAll, expect, it } from 'vitest'
import { bring, commit } from '@tests/factories/imports'
import { givenAccount, givenStation, givenTariffs } from '@tests/factories/register'
import { viewerAs } from '@tests/factories/viewers'
import { JOB_KINDS } from '@/cli/job-kinds'
import { billingMonth } from '@/domain/plain-date'
import { recordCheck } from '@/features/bill-checks/commands/request-check'
import { checkSums } from '@/features/bill-checks/queries'
import { toDbDate } from '@/server/database-dates'
import { authDb } from '@/server/db'
import { runJob } from '@/server/jobs/run-job'
import type { PlainDate } from '@/domain/plain-date'

const clerk = viewerAs('clerk')
const MONTH = billingMonth('2013-10')

beforeAll(async () => {
  await givenTariffs()
  const energy = (period: string, rate: string) => ({ code: 'energy', kind: 'energy', period, rate })
  const content = { effectiveFrom: '2012-07-01', periods: ['peak', 'flat', 'valley'], charges: [energy('peak', '1.2'), energy('flat', '0.7'), energy('valley', '0.3')] }
  await authDb().tariffCategory.create({
    data: {
      code: 'TOU-1', class: 'general_commercial', nameZh: '分时商业', nameEn: 'Commercial by time of use', synonyms: [],
      header: { category: 'TOU-1', name: { 'zh-CN': '分时商业', en: 'Commercial by time of use' }, class: 'general-commercial', currency: 'CNY' },
      versions: { create: { effectiveFrom: toDbDate('2012-07-01' as PlainDate), content, releasedAt: new Date(0) } },
    },
  })
})

it('a bill by registers is rated by them: one matches, one was billed flat, one came without', async () => {
  const station = await givenStation()
  const category = await authDb().tariffCategory.findUniqueOrThrow({ where: { code: 'TOU-1' } })
  const accounts = await Promise.all([1, 2, 3].map(() => givenAccount(station, { category: 'RES-1' })))
  await authDb().tariffAssignment.updateMany({ where: { stationId: station.id }, data: { remainderCategoryId: category.id } })
  // 10 at 1.2, 60 at 0.7, 30 at 0.3 yuan: 12 + 42 + 9.
  const rows = ['100,63.00,10,60,30', '100,70.00,10,60,30', '100,63.00,,,'].map((row, index) => `${accounts[index]?.accountNo ?? ''},2013-10,${row}`)
  await commit(clerk, (await bring(clerk, ['户号,月份,电量,电费,峰电量,平电量,谷电量', ...rows].join('\n'), { kind: 'bills' })).id)
  await runJob(await recordCheck(clerk, { month: MONTH, stationCode: station.code }), JOB_KINDS)
  const sums = await checkSums(clerk, { month: MONTH, stationId: station.id })
  expect(sums.map(({ outcome, kind, bills, differenceFen }) => [outcome, kind, bills, differenceFen]).sort()).toEqual([
    ['differs', 'amount', 1, -700n], ['match', '', 1, 0n], ['uncheckable', 'missing-registers', 1, 0n],
  ])
})
