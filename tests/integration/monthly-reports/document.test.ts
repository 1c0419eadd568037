import { beforeAll, expect, it } from 'vitest'
import { givenAccount, givenBills, givenStation, type GivenStation } from '@tests/factories/register'
import { viewerAs } from '@tests/factories/viewers'
import { billingMonth } from '@/domain/plain-date'
import { reportDocument } from '@/features/monthly-reports/report-document-queries'

const supervisor = viewerAs('supervisor')
const AT = new Date('2013-10-20T04:00:00Z')
const of = (stationCode: string, month = '2013-09') => reportDocument(supervisor, { month: billingMonth(month), stationCode, locale: 'zh-CN' }, AT)

let behind: GivenStation
beforeAll(async () => {
  const [shops, homes] = [await givenStation(), await givenStation()]
  await givenBills(shops, await givenAccount(shops), billingMonth('2013-07'), [100, 150, 160])
  await givenBills(shops, await givenAccount(shops, { category: 'COM-1' }), billingMonth('2013-07'), [1000, 900, 1100], 'COM-1')
  await givenBills(homes, await givenAccount(homes), billingMonth('2013-07'), [90, 110, 150])
  behind = await givenStation()
  await givenBills(behind, await givenAccount(behind), billingMonth('2013-07'), [80, 777])
})

it('each chart says the months of that very chart', async () => {
  const [figures, why, , where] = (await of('')).sections
  const covered = (section: typeof figures) => section?.charts.map(({ lines }) => lines[0])
  expect(new Set(covered(figures))).toEqual(new Set(['全公司 · 2013年7月 – 2013年9月 · 按账单']))
  expect(covered(why)).toEqual(['全公司 · 2013年8月 → 2013年9月 · 账面（追补计入记账月份）'])
  expect(covered(where)).toEqual(['全公司 · 2013年8月 → 2013年9月 · 按账单', '全公司 · 2013年9月 · 按账单', '全公司 · 2013年9月 · 按账单'])
})

it('compares the month with the one before, and nothing else', async () => {
  const [figures] = (await of('')).sections
  expect(figures?.tables[0]?.head).toEqual(['项目', '本月', '2013年8月', '增减'])
  expect(figures?.tables[0]?.rows[0]?.slice(1, 3)).toEqual(['1,410', '1,937'])
})

it('shows no other month’s figures as this month’s where a place has no bills of it', async () => {
  const { lines, sections: [figures, why, , where] } = await of(behind.code)
  expect(lines[0]).toBe(`范围：${behind.name} · 2013年9月 · 0 户`)
  expect(figures?.tables).toEqual([])
  expect(figures?.paragraphs).toEqual(['2013年9月没有账单。'])
  expect(why?.tables).toEqual([])
  expect(where?.tables[0]?.rows).toEqual([])
  expect((await of(behind.code, '2013-08')).sections[0]?.tables[0]?.rows[0]?.slice(1, 3)).toEqual(['777', '80'])
})

it('of a month before there were any bills stays in that month', async () => {
  const { lines, sections } = await of(behind.code, '2013-01')
  expect(lines.join(' ')).toContain('from=2013-01&to=2013-01')
  expect(sections[0]?.paragraphs).toEqual(['2013年1月没有账单。'])
})
