import 'server-only'
import { cell, TOOL_SPECS } from '@/domain/quality/tool-sheet'
import type { PlainDate } from '@/domain/plain-date'
import { cellText } from '@/features/quality/components/cell-text'
import { choicesFor, keyOf, shownRows, visibleColumns, type ToolLinks } from '@/features/quality/components/sheet-rows-view'
import { sourceText } from '@/features/quality/components/source-text'
import { confirmationTest, toolFindings } from '@/features/quality/components/tool-findings'
import type { Sheet } from '@/features/quality/queries'
import { toolDrawing } from '@/ui/drawing/tool-drawing'
import type { Numbered } from './report-model'
import type { ReportWords } from './report-words'

const MOST_ROWS = 30
const WEIGHTS = { text: 2, long: 3, number: 1.2, date: 1.6, flag: 0.9, choice: 1.2 } as const

/** A tool as it stands in the report: its picture, what its figures come to, its table, where they come from. */
export function toolBlocks(report: Numbered, { kind, title, content }: Sheet, links: ToolLinks, words: ReportWords, today: PlainDate): void {
  const { tools, r, locale } = words
  if (kind === 'notes') return content.rows.forEach((row) => report.text(cell(row, 'text'), cell(row, 'heading')))
  report.figure(title, toolDrawing(kind, title, content, words.drawing, today))
  for (const finding of toolFindings(kind, content, tools)) report.note(finding)
  // The fishbone says all that its rows do.
  if (kind === 'causes') return
  const columns = visibleColumns(kind)
  const keyed = keyOf(kind, links)
  const rows = shownRows(kind, content, links)
  const used = columns.filter(({ key }) => rows.some((row) => cell(row, key) !== ''))
  const texts = rows.map((row) => {
    const key = keyed ? cell(row, keyed.column) : ''
    const name = keyed ? [keyed.rows.find(({ value }) => value === key)?.label ?? key] : []
    const test = kind === 'confirmations' ? [confirmationTest(row, tools) ?? '—'] : []
    return [...name, ...used.map((spec) => cellText(spec, row, choicesFor(kind, spec, links), tools)), ...test]
  })
  const head = [...(keyed ? [tools(`columns.${keyed.column as 'cause'}`)] : []), ...used.map(({ key }) => tools(`columns.${key as 'item'}`)), ...(kind === 'confirmations' ? [r('test')] : [])]
  const widths = [...(keyed ? [2] : []), ...used.map(({ type }) => WEIGHTS[type]), ...(kind === 'confirmations' ? [3] : [])]
  report.table(title, head, texts.slice(0, MOST_ROWS), widths)
  if (texts.length > MOST_ROWS) report.note(r('moreRows', { count: texts.length - MOST_ROWS }))
  if (TOOL_SPECS[kind].columns.some(({ type }) => type === 'number')) report.note(sourceText(content.source, tools, locale))
}
