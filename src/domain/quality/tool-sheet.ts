/**
 * A tool of the cycle as people fill it in: some settings and rows of named cells, all of them text until a rule reads
 * them, so that a half-finished sheet can be kept. Which cells a kind of tool has stands here and nowhere else: the
 * editor, the check of what is sent, the tables of the report and the drawings read it.
 */
import { isPlainDate } from '../plain-date'
import { isDecimal } from '../decimal'
import { TOOL_KINDS, type ToolKind } from './vocabulary'

export type CellType = 'text' | 'long' | 'number' | 'date' | 'flag' | 'choice'

export interface CellSpec {
  key: string
  type: CellType
  /** For `choice`. */
  options?: readonly string[]
  /** Not shown: ties rows together. */
  hidden?: true
}

export interface ToolSpec {
  settings: readonly CellSpec[]
  columns: readonly CellSpec[]
}

const text = (key: string): CellSpec => ({ key, type: 'text' })
const long = (key: string): CellSpec => ({ key, type: 'long' })
const number = (key: string): CellSpec => ({ key, type: 'number' })
const date = (key: string): CellSpec => ({ key, type: 'date' })
const flag = (key: string): CellSpec => ({ key, type: 'flag' })
const choice = (key: string, ...options: string[]): CellSpec => ({ key, type: 'choice', options })
const id: CellSpec = { key: 'id', type: 'text', hidden: true }

/** How the effect of a cause was found; a vote is offered so that it can be named, and does not count. */
export const CONFIRMATION_METHODS = ['measurement', 'test', 'survey', 'vote'] as const
export const CONTROL_CHARTS = ['run', 'p', 'laney', 'u'] as const

export const TOOL_SPECS: Readonly<Record<ToolKind, ToolSpec>> = {
  notes: { settings: [], columns: [text('heading'), long('text')] },
  'check-sheet': { settings: [text('unit')], columns: [text('item'), text('stratum'), number('count')] },
  pareto: { settings: [text('unit')], columns: [text('item'), number('count')] },
  causes: { settings: [text('effect')], columns: [id, { key: 'parent', type: 'text', hidden: true }, text('cause'), flag('actionable')] },
  confirmations: {
    settings: [],
    columns: [
      { key: 'cause', type: 'text', hidden: true }, choice('method', ...CONFIRMATION_METHODS), long('finding'),
      number('casesWith'), number('ofWith'), number('casesWithout'), number('ofWithout'), text('source'), flag('main'),
    ],
  },
  countermeasures: {
    settings: [],
    columns: [
      id, text('cause'), text('what'), long('why'), text('who'), text('where'), date('when'), long('how'),
      text('target'), text('result'), choice('met', 'yes', 'no'), long('revision'),
    ],
  },
  'control-chart': {
    settings: [choice('chart', ...CONTROL_CHARTS), text('unit'), number('baseline')],
    columns: [text('label'), number('count'), number('size'), text('split'), text('measure')],
  },
  histogram: { settings: [text('unit'), number('lower'), number('upper')], columns: [text('label'), number('value')] },
  scatter: { settings: [text('xUnit'), text('yUnit')], columns: [text('label'), number('x'), number('y')] },
  'before-after': { settings: [text('unit')], columns: [text('item'), number('casesBefore'), number('ofBefore'), number('casesAfter'), number('ofAfter')] },
  radar: { settings: [number('most')], columns: [text('axis'), number('before'), number('after')] },
  standards: { settings: [], columns: [{ key: 'measure', type: 'text', hidden: true }, text('content'), text('standardNo'), text('title'), date('issuedOn')] },
  plan: { settings: [], columns: [id, text('step'), text('activity'), text('owner'), date('from'), date('to'), date('actualFrom'), date('actualTo')] },
}

export type Row = Readonly<Record<string, string>>

/** Where the figures come from: typed by a person (with their source in words), or drawn from the books. */
export type SheetSource = { kind: 'typed'; note: string } | { kind: 'books'; query: string; scope: string; takenAt: string }

/** What a sheet holds; `tool-sheet-schema.ts` checks one that is sent. */
export type SheetContent = {
  settings: Row
  rows: Row[]
  source: SheetSource
}

export const EMPTY_SHEET: SheetContent = { settings: {}, rows: [], source: { kind: 'typed', note: '' } }

export const isToolKind = (text: string): text is ToolKind => TOOL_KINDS.some((kind) => kind === text)

export interface CellFault {
  /** 0 for a setting, else the row's number beginning with 1. */
  row: number
  key: string
  code: 'unknown-cell' | 'not-a-number' | 'not-a-date' | 'not-offered'
}

/** What cannot be read in a sheet: cells of no such name, numbers and dates that are none. Empty cells are fine. */
export function faultsOf(kind: ToolKind, { settings, rows }: Pick<SheetContent, 'settings' | 'rows'>): CellFault[] {
  const spec = TOOL_SPECS[kind]
  const check = (cells: Row, specs: readonly CellSpec[], place: number): CellFault[] =>
    Object.entries(cells).flatMap(([key, value]): CellFault[] => {
      const cell = specs.find((one) => one.key === key)
      const code = cell ? faultOf(cell, value) : 'unknown-cell'
      return code === null ? [] : [{ row: place, key, code }]
    })
  return [...check(settings, spec.settings, 0), ...rows.flatMap((cells, index) => check(cells, spec.columns, index + 1))]
}

function faultOf({ type, options = [] }: CellSpec, value: string): CellFault['code'] | null {
  if (value === '') return null
  switch (type) {
    case 'number':
      return isDecimal(value) ? null : 'not-a-number'
    case 'date':
      return isPlainDate(value) ? null : 'not-a-date'
    case 'flag':
      return value === 'yes' ? null : 'not-offered'
    case 'choice':
      return options.includes(value) ? null : 'not-offered'
    case 'text':
    case 'long':
      return null
  }
}

/** A cell's text without the blanks around it; empty when the row lacks it. */
export const cell = (cells: Row, key: string): string => (cells[key] ?? '').trim()

/** A cell's number, or null when it is empty or none. For drawings and statistics, which work on binary numbers. */
export function numberIn(cells: Row, key: string): number | null {
  const value = cell(cells, key)
  return isDecimal(value) ? Number(value) : null
}

const TABULAR: readonly ToolKind[] = ['check-sheet', 'pareto', 'control-chart', 'histogram', 'scatter', 'before-after']

/**
 * Whether a sheet brings figures: a tool of figures with at least one number whose source is named, be it the books or a
 * person's words for it.
 */
export function bringsData(kind: ToolKind, { rows, source }: SheetContent): boolean {
  if (!TABULAR.includes(kind)) return false
  const keys = TOOL_SPECS[kind].columns.filter(({ type }) => type === 'number').map(({ key }) => key)
  const sourced = source.kind === 'books' || source.note.trim() !== ''
  return sourced && rows.some((cells) => keys.some((key) => numberIn(cells, key) !== null))
}
