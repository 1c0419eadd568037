import 'server-only'
import { isDecimal } from '@/domain/decimal'
import { cell, TOOL_SPECS, type Row } from '@/domain/quality/tool-sheet'
import type { ToolKind } from '@/domain/quality/vocabulary'
import type { PlainDate } from '@/domain/plain-date'
import { cellText } from '@/features/quality/components/cell-text'
import { choicesFor, keyOf, shownRows, visibleColumns, type Choice, type ToolLinks } from '@/features/quality/components/sheet-rows-view'
import { sourceText } from '@/features/quality/components/source-text'
import { confirmationTest } from '@/features/quality/components/confirmation-test'
import { toolFindings } from '@/features/quality/components/tool-findings'
import type { Sheet } from '@/features/quality/queries'
import { grouped } from '@/ui/format'
import { toolDrawing } from '@/ui/tools/tool-drawing'
import type { ColumnLook, Numbered } from './report-model'
import type { ReportWords } from './report-words'

const MOST_ROWS = 30
/** Beyond this, values that are each a dot or a part of a bar are left to their figure. */
const MOST_RAW_ROWS = 12
const RAW: readonly ToolKind[] = ['histogram', 'scatter']
const WEIGHTS = { text: 2.1, long: 2.6, number: 1.3, date: 2.5, flag: 0.9, choice: 1.3 } as const
/** Two cells that are read as one: `4 / 60`. */
const SHARES: Readonly<Record<string, { of: string; head: 'withCause' | 'withoutCause' }>> = { casesWith: { of: 'ofWith', head: 'withCause' }, casesWithout: { of: 'ofWithout', head: 'withoutCause' } }

interface Column extends ColumnLook {
  head: string
  text: (row: Row) => string
}

/** A tool as it stands in the report: its picture, what its figures come to, its table, where they come from. */
export function toolBlocks(report: Numbered, { kind, title, content }: Sheet, links: ToolLinks, words: ReportWords, today: PlainDate): void {
  const { tools, r, locale } = words
  if (kind === 'notes') return content.rows.forEach((row) => report.text(cell(row, 'text'), cell(row, 'heading')))
  report.figure(title, toolDrawing(kind, title, content, words.drawing, today))
  for (const finding of toolFindings(kind, content, tools)) report.note(finding)
  // The fishbone says all that its rows do.
  if (kind === 'causes') return
  const rows = shownRows(kind, content, links)
  const columns = columnsOf(kind, rows, links, words)
  if (RAW.includes(kind) && rows.length > MOST_RAW_ROWS) report.note(r('rawRows', { count: rows.length }))
  else report.table(title, columns.map(({ head }) => head), rows.slice(0, MOST_ROWS).map((row) => columns.map(({ text }) => text(row))), columns)
  if (!RAW.includes(kind) && rows.length > MOST_ROWS) report.note(r('moreRows', { count: rows.length - MOST_ROWS }))
  if (TOOL_SPECS[kind].columns.some(({ type }) => type === 'number')) report.note(sourceText(content.source, tools, locale))
}

/** The columns in which anything stands; a cause or a measure is named first, a cause's test stands last. */
function columnsOf(kind: ToolKind, rows: readonly Row[], links: ToolLinks, { tools, r }: ReportWords): Column[] {
  const keyed = keyOf(kind, links)
  const named = (row: Row, column: string, choices: readonly Choice[]) => choices.find(({ value }) => value === cell(row, column))?.label ?? cell(row, column)
  const used = visibleColumns(kind).filter(({ key }) => rows.some((row) => cell(row, key) !== '') && !Object.values(SHARES).some(({ of }) => of === key))
  return [
    ...(keyed ? [{ head: tools(`columns.${keyed.column as 'cause'}`), width: 2, text: (row: Row) => named(row, keyed.column, keyed.rows) }] : []),
    ...used.map((spec): Column => {
      const share = SHARES[spec.key]
      if (share) return { head: r(share.head), width: 1.5, numeric: true, text: (row) => (cell(row, spec.key) === '' ? '' : `${figure(cell(row, spec.key))} / ${figure(cell(row, share.of))}`) }
      const numeric = spec.type === 'number'
      return { head: tools(`columns.${spec.key as 'item'}`), width: WEIGHTS[spec.type], numeric, text: (row) => (numeric ? figure(cell(row, spec.key)) : cellText(spec, row, choicesFor(kind, spec, links), tools)) }
    }),
    ...(kind === 'confirmations' ? [{ head: r('test'), width: 3, text: (row: Row) => confirmationTest(row, tools) ?? '—' }] : []),
  ]
}

/** A figure as it was typed, grouped; what is no number stays as it is. */
const figure = (text: string): string => (isDecimal(text) ? grouped(text) : text)
