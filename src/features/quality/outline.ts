/** Writing the tree of causes like an outline: rows that name their parent, moved among their siblings. */
import { cell, type Row } from '@/domain/quality/tool-sheet'
import { nextId } from './components/sheet-rows-view'

export type OutlineMove = 'indent' | 'outdent' | 'up' | 'down'

const idOf = (row: Row): string => cell(row, 'id')
const parentOf = (row: Row): string => cell(row, 'parent')

/** A new empty cause below or beside another; at the end of the main bones for null. */
export function placed(rows: readonly Row[], beside: string | null, as: 'child' | 'sibling'): { rows: Row[]; id: string } {
  const id = nextId('causes', rows)
  const place = rows.findIndex((row) => idOf(row) === beside)
  const parent = beside === null ? '' : as === 'child' ? beside : parentOf(rows[place] ?? {})
  const at = beside === null || place === -1 ? rows.length : place + 1
  const own: Row = { id, parent, cause: '', actionable: '' }
  // A cause that gets children is no end of a branch any more.
  const before = rows.map((row) => (as === 'child' && idOf(row) === beside ? { ...row, actionable: '' } : row))
  return { id, rows: [...before.slice(0, at), own, ...before.slice(at)] }
}

/** Without a cause and all that hangs on it. */
export function removed(rows: readonly Row[], id: string): Row[] {
  const gone = new Set([id])
  for (let before = 0; before !== gone.size; ) {
    before = gone.size
    for (const row of rows) if (gone.has(parentOf(row))) gone.add(idOf(row))
  }
  return rows.filter((row) => !gone.has(idOf(row)))
}

/** The rows with one cause moved; the same rows when it cannot move that way. */
export function moved(rows: Row[], id: string, step: OutlineMove): Row[] {
  const own = rows.find((row) => idOf(row) === id)
  if (!own) return rows
  const siblings = rows.filter((row) => parentOf(row) === parentOf(own))
  const place = siblings.indexOf(own)
  const under = (parent: string) => rows.map((row) => (row === own ? { ...row, parent } : row))
  if (step === 'indent') {
    const elder = siblings[place - 1]
    return elder ? under(idOf(elder)) : rows
  }
  if (step === 'outdent') {
    const parent = rows.find((row) => idOf(row) === parentOf(own))
    return parent ? under(parentOf(parent)) : rows
  }
  const other = siblings[step === 'up' ? place - 1 : place + 1]
  return other ? rows.map((row) => (row === own ? other : row === other ? own : row)) : rows
}
