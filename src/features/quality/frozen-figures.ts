/** The figures of a tool as they are filed with a saved view of it. */
import { cell, TOOL_SPECS, type SheetContent } from '@/domain/quality/tool-sheet'
import type { ToolKind } from '@/domain/quality/vocabulary'

const MOST = 200

/** A row's words name it, its numbers are its value. Nothing for tools without numbers. */
export function frozenFigures(kind: ToolKind, { rows }: Pick<SheetContent, 'rows'>): { name: string; value: string }[] {
  const { columns } = TOOL_SPECS[kind]
  const numbers = columns.filter(({ type }) => type === 'number')
  const words = columns.filter(({ type, hidden }) => type === 'text' && hidden !== true).slice(0, 2)
  if (numbers.length === 0 || kind === 'confirmations') return []
  return rows.slice(0, MOST).flatMap((row, place) => {
    const value = numbers.map(({ key }) => cell(row, key)).filter((text) => text !== '').join(' / ')
    const name = words.map(({ key }) => cell(row, key)).filter((text) => text !== '').join(' ') || String(place + 1)
    return value === '' ? [] : [{ name: name.slice(0, 120), value: value.slice(0, 120) }]
  })
}
