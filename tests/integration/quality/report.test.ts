import { beforeAll, expect, it } from 'vitest'
import { plainDate } from '@/domain/plain-date'
import { loadStation } from '@/features/demo/commands/load-station'
import { buildReport } from '@/features/quality-report/build-report'
import { qualityReportJob } from '@/features/quality-report/report-job'
import { writtenReportSchema } from '@/features/quality-report/schemas'
import { readKeptFile } from '@/server/files/file-store'
import { commandLineOperator } from '@/server/viewer'
import { viewerAs } from '@tests/factories/viewers'

const DEMO = 'QC-0107-2013-01'
const qc = viewerAs('qc')

beforeAll(async () => {
  await loadStation(commandLineOperator(), new Date('2026-01-15T02:00:00Z'), { ifEmpty: true })
})

it('holds cover, circle, plan, every step and the appendix; tables and figures are numbered on their own', async () => {
  const { cover, blocks } = await buildReport(qc, DEMO, 'zh-CN', plainDate('2026-01-15'))
  expect(cover[0]).toEqual(['编号', DEMO])
  const headings = blocks.flatMap((block) => (block.kind === 'heading' && block.level === 1 ? [block.text] : []))
  expect(headings).toEqual(['小组概况', '活动计划', '选择课题', '现状调查', '设定目标', '原因分析', '确定主要原因', '制定对策', '对策实施', '效果检查', '标准化', '总结与下一步打算', '附录：证据与记录'].map((name, place) => `${place + 1}、${name}`))
  const captions = (kind: 'table' | 'figure') => blocks.flatMap((block) => (block.kind === kind ? [block.caption.split(' ')[0]] : []))
  expect(captions('table')).toEqual(captions('table').map((_, place) => `表${place + 1}`))
  expect(captions('figure').length).toBeGreaterThan(10)
  const words = JSON.stringify(blocks)
  for (const figure of ['5,267.88', '0.583742', '0.588536', '+13.56%', '122252.36', '59,736.34', '61', '70']) expect(words).toContain(figure)
})

it('is written as Word and PDF in both languages, and both are kept', async () => {
  for (const locale of ['zh-CN', 'en'] as const) {
    const answer = await qualityReportJob({ project: DEMO, locale }, { id: 1n, viewer: qc, stationIds: [], progress: () => Promise.resolve() })
    const { docx, pdf } = writtenReportSchema.parse(answer)
    expect((await readKeptFile(docx)).subarray(0, 2).toString()).toBe('PK')
    const file = await readKeptFile(pdf)
    expect(file.subarray(0, 5).toString()).toBe('%PDF-')
    expect(file.byteLength).toBeGreaterThan(50_000)
  }
}, 120_000)
