import 'server-only'
import { z } from 'zod'
import { COLUMNS, type Cells, type CheckedRow } from '@/domain/imports/category-months'

/** How rows of an import are kept as JSON. */
const text = z.string()
const cellsSchema = z.object({ month: text, station: text, category: text, accounts: text, energyKwh: text, amountYuan: text })

const findingSchema = z.object({
  column: z.enum(COLUMNS),
  code: z.enum(['unreadable', 'unknown-station', 'unknown-category', 'negative', 'duplicate', 'no-accounts', 'price-out-of-range']),
  severity: z.enum(['blocker', 'held']),
  params: z.record(z.string(), z.string()),
  slips: z.array(z.object({ kind: z.enum(['digit-too-many', 'digit-missing', 'point-moved', 'ten-thousands']), value: z.string() })).optional(),
})

const decisionSchema = z.object({
  corrections: z.array(z.object({ column: z.enum(COLUMNS), was: text, now: text, reason: text, byName: text, at: text })),
  confirmed: z.object({ reason: text, byName: text, at: text }).nullable(),
})
export type RowDecision = z.infer<typeof decisionSchema>

export interface StoredRow {
  rowNo: number
  /** As in the file. */
  cells: Cells
  findings: z.infer<typeof findingSchema>[]
  decision: RowDecision
}

const UNDECIDED: RowDecision = { corrections: [], confirmed: null }

export const readRow = (row: { rowNo: number; cells: unknown; findings: unknown; decision: unknown }): StoredRow => ({
  rowNo: row.rowNo,
  cells: cellsSchema.parse(row.cells),
  findings: z.array(findingSchema).parse(row.findings),
  decision: row.decision === null ? UNDECIDED : decisionSchema.parse(row.decision),
})

/** The cells with a person's corrections in place. */
export const correctedCells = ({ cells, decision }: Pick<StoredRow, 'cells' | 'decision'>): Cells =>
  decision.corrections.reduce<Cells>((now, { column, now: value }) => ({ ...now, [column]: value }), cells)

/** Whether the row still keeps the file from being committed. */
export const isOpen = ({ findings, decision }: Pick<StoredRow, 'findings' | 'decision'>): boolean =>
  findings.some(({ severity }) => severity === 'blocker' || decision.confirmed === null)

export const findingsJson = (checked: CheckedRow) =>
  checked.findings.map(({ slips, params, ...finding }) => ({ ...finding, params: { ...params }, ...(slips ? { slips: slips.map((slip) => ({ ...slip })) } : {}) }))
