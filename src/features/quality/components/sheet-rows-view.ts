/** How a tool's rows are shown: rows that belong to causes or measures come in their order, whether filled in or not. */
import { causeTree, inTreeOrder, leavesOf } from '@/domain/quality/cause-tree'
import { cell, TOOL_SPECS, type CellSpec, type Row, type SheetContent } from '@/domain/quality/tool-sheet'
import type { ToolKind } from '@/domain/quality/vocabulary'

/** A choice that comes from another tool of the project. */
export interface Choice {
  value: string
  label: string
}

export interface ToolLinks {
  /** Ends of the branches of the cause-and-effect diagram. */
  leaves: readonly Choice[]
  mainCauses: readonly Choice[]
  measures: readonly Choice[]
}

interface LinkedSheet {
  kind: ToolKind
  content: SheetContent
}

export function linksOf(sheets: readonly LinkedSheet[]): ToolLinks {
  const rowsOf = (kind: ToolKind) => sheets.filter((sheet) => sheet.kind === kind).flatMap(({ content }) => content.rows)
  const leaves = sheets.filter(({ kind }) => kind === 'causes').flatMap(({ content }) => leavesOf(causeTree(content))).map(({ id, text }) => ({ value: id, label: text }))
  const main = new Set(rowsOf('confirmations').filter((row) => cell(row, 'main') === 'yes').map((row) => cell(row, 'cause')))
  const measures = rowsOf('countermeasures').map((row) => ({ value: cell(row, 'id'), label: cell(row, 'what') || cell(row, 'id') }))
  return { leaves, mainCauses: leaves.filter(({ value }) => main.has(value)), measures }
}

/** The column whose rows are given by another tool, and by what. */
export function keyOf(kind: ToolKind, links: ToolLinks): { column: string; rows: readonly Choice[] } | null {
  if (kind === 'confirmations') return { column: 'cause', rows: links.leaves }
  return kind === 'standards' ? { column: 'measure', rows: links.measures } : null
}

/** What a cell may be chosen from, when that comes from another tool; null for any other cell. */
export function choicesFor(kind: ToolKind, { key }: CellSpec, links: ToolLinks): readonly Choice[] | null {
  if (kind === 'countermeasures' && key === 'cause') return links.mainCauses
  return kind === 'control-chart' && key === 'measure' ? links.measures : null
}

/** The rows in the order they are shown; for a keyed tool one for every key, those of no key last. */
export function shownRows(kind: ToolKind, content: SheetContent, links: ToolLinks): Row[] {
  if (kind === 'causes') return inTreeOrder(content)
  const keyed = keyOf(kind, links)
  if (!keyed) return [...content.rows]
  const { column } = keyed
  const known = keyed.rows.map(({ value }) => content.rows.find((row) => cell(row, column) === value) ?? { [column]: value })
  return [...known, ...content.rows.filter((row) => !keyed.rows.some(({ value }) => value === cell(row, column)))]
}

export const visibleColumns = (kind: ToolKind): readonly CellSpec[] => TOOL_SPECS[kind].columns.filter(({ hidden }) => hidden !== true)

export const hasIds = (kind: ToolKind): boolean => TOOL_SPECS[kind].columns.some(({ key }) => key === 'id')

/** An id that no row has yet: the letter of its kind and the next number. */
export function nextId(kind: ToolKind, rows: readonly Row[]): string {
  const numbers = rows.map((row) => Number(cell(row, 'id').slice(1))).filter(Number.isInteger)
  return `${kind[0] ?? 'r'}${Math.max(0, ...numbers) + 1}`
}
