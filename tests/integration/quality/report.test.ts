import { beforeAll, expect, it } from 'vitest'
import { plainDate } from '@/domain/plain-date'
import { loadStation } from '@/features/demo/commands/load-station'
import { buildReport } from '@/features/quality-report/build-report'
import { qualityReportJob } from '@/features/quality-report/report-job'
import { writtenReportSchema } from '@/features/quality-report/schemas'
import { readKeptFile } from '@/server/files/file-store'
import { commandLineOperator } from '@/server/viewer'
import { viewerAs } from '@tests/factories/viewers'
import { DEMO_WITHIN_MS } from '@tests/setup/demo-template'
import { wordParts } from './word-part'

const DEMO = 'QC-0107-2013-01'
const qc = viewerAs('qc')

beforeAll(async () => {
  await loadStation(commandLineOperator(), new Date('2026-01-15T02:00:00Z'), { ifEmpty: true })
}, DEMO_WITHIN_MS)

it('holds cover, circle, plan, every step and the appendix; tables and figures are numbered on their own', async () => {
  const { cover, blocks } = await buildReport(qc, DEMO, 'zh-CN', plainDate('2026-01-15'))
  expect(cover[0]).toEqual(['编号', DEMO])
  const headings = blocks.flatMap((block) => (block.kind === 'heading' && block.level === 1 ? [block.text] : []))
  expect(headings).toEqual(['小组概况', '活动计划', '选择课题', '现状调查', '设定目标', '原因分析', '确定主要原因', '制定对策', '对策实施', '效果检查', '标准化', '总结与下一步打算', '附录：证据与记录'].map((name, place) => `${place + 1}、${name}`))
  const captions = (kind: 'table' | 'figure') => blocks.flatMap((block) => (block.kind === kind ? [block.caption.split(' ')[0]] : []))
  expect(captions('table')).toEqual(captions('table').map((_, place) => `表${place + 1}`))
  expect(captions('figure').length).toBeGreaterThan(10)
  const words = JSON.stringify(blocks)
  for (const figure of ['5,267.88', '0.583742', '0.588536', '+13.56%', '122,252.36', '59,736.34', '61', '70']) expect(words).toContain(figure)
})

it('reads well: sessions in their order, figures grouped and to the right, no table of a hundred raw values', async () => {
  const { blocks } = await buildReport(qc, DEMO, 'zh-CN', plainDate('2026-01-15'))
  const tables = blocks.flatMap((block) => (block.kind === 'table' ? [block] : []))
  const named = (name: string) => tables.find(({ caption }) => caption.endsWith(name))
  expect(named('培训与活动')?.rows.map(([heldOn]) => heldOn)).toEqual(['2013年2月5日', '2013年3月12日', '2013年5月16日', '2013年8月6日'])
  expect(named('各类别电量')?.rows[0]).toEqual(['居民照明', '2013年6月', '487,625'])
  expect(named('各类别电量')?.columns.map(({ numeric }) => numeric)).toEqual([false, false, true])
  expect(named('要因确认')?.rows.at(-1)).toEqual(expect.arrayContaining(['14 / 30', '3 / 30']))
  expect(named('各台区均价分布（2013年6月）')).toBeUndefined()
  expect(JSON.stringify(blocks)).toContain('149 个数值全部画在图中')
  expect(Math.max(...tables.map(({ rows }) => rows.length))).toBeLessThanOrEqual(30)
  for (const { columns } of tables) expect(columns.reduce((sum, { width }) => sum + width, 0)).toBeCloseTo(470)
})

it('is written as Word and PDF in both languages, and both are kept', async () => {
  for (const locale of ['zh-CN', 'en'] as const) {
    const answer = await qualityReportJob({ project: DEMO, locale }, { id: 1n, viewer: qc, stationIds: [], progress: () => Promise.resolve() })
    const { docx, pdf } = writtenReportSchema.parse(answer)
    const { blocks } = await buildReport(qc, DEMO, locale, plainDate('2026-01-15'))
    const count = (kind: (typeof blocks)[number]['kind']) => blocks.filter((block) => block.kind === kind).length
    const { names, document } = await wordParts(await readKeptFile(docx))
    expect(names.filter((name) => name.endsWith('.png'))).toHaveLength(count('figure'))
    expect(document.match(/<w:tblHeader/g)).toHaveLength(count('table'))
    expect(document.match(/w:val="Heading1"/g)).toHaveLength(13)
    for (const figure of ['122,252.36', '5,267.88', '59,736.34']) expect(document).toContain(figure)
    const file = await readKeptFile(pdf)
    expect(file.subarray(0, 5).toString()).toBe('%PDF-')
    expect(file.byteLength).toBeGreaterThan(50_000)
    expect(file.includes('/Outlines')).toBe(true)
    // Cover, and less than twenty pages after it: no page of raw values.
    expect(file.toString('latin1').match(/\/Type \/Page\b/g)?.length).toBeLessThan(20)
  }
}, 120_000)
