import 'server-only'
import * as z from 'zod'
import { FINDING_CODES, FOUR_EYES, SEVERITIES, type Finding } from '@/domain/imports/finding'
import type { Corrections } from './stage-rows'

/** How rows of an import that have something to say are kept as JSON. */
const text = z.string()

const findingSchema = z.object({
  column: text,
  code: z.enum(FINDING_CODES),
  severity: z.enum(SEVERITIES),
  params: z.record(text, text.nullable().transform((value) => value ?? '')),
  slips: z.array(z.object({ kind: z.enum(['digit-too-many', 'digit-missing', 'point-moved', 'ten-thousands']), value: text })).nullish().transform((slips) => slips ?? undefined),
})
export type StoredFinding = z.infer<typeof findingSchema>

const decisionSchema = z.object({
  corrections: z.array(z.object({ column: text, was: text, now: text, reason: text, byName: text, byId: text.optional(), at: text })),
  confirmed: z.object({ reason: text, byName: text, byId: text.optional(), at: text }).nullable(),
})
export type RowDecision = z.infer<typeof decisionSchema>

export const ROW_SEVERITIES = [...SEVERITIES, 'confirmed', 'none'] as const
export type RowSeverity = (typeof ROW_SEVERITIES)[number]

export interface StoredRow {
  rowNo: number
  /** As in the file, all of them. */
  cells: string[]
  findings: StoredFinding[]
  decision: RowDecision
  severity: RowSeverity
}

export const UNDECIDED: RowDecision = { corrections: [], confirmed: null }

export const readFindings = (findings: unknown): StoredFinding[] => z.array(findingSchema).parse(findings)
export const readDecision = (decision: unknown): RowDecision => (decision === null ? UNDECIDED : decisionSchema.parse(decision))

export const readRow = (row: { rowNo: number; cells: unknown; findings: unknown; decision: unknown; severity: string }): StoredRow => ({
  rowNo: row.rowNo,
  cells: z.array(text).parse(row.cells),
  findings: readFindings(row.findings),
  decision: readDecision(row.decision),
  severity: z.enum(ROW_SEVERITIES).parse(row.severity),
})

/** How a row stands with what was found and decided: the worst of it. */
export function severityOf(findings: readonly Pick<Finding, 'severity'>[], decision: RowDecision): RowSeverity {
  if (findings.some(({ severity }) => severity === 'blocker')) return 'blocker'
  if (findings.some(({ severity }) => severity === 'held')) return decision.confirmed ? 'confirmed' : 'held'
  return findings.length > 0 ? 'warning' : 'none'
}

/** Whether the row stays out of the books as it stands. */
export const isOpen = ({ severity }: Pick<StoredRow, 'severity'>): boolean => severity === 'blocker' || severity === 'held'

/** Whether only somebody else than whoever brought it may confirm the row. */
export const needsFourEyes = ({ findings }: Pick<StoredRow, 'findings'>): boolean => findings.some(({ code }) => FOUR_EYES.includes(code))

/** What people have put in place of cells, by row and column; the last one counts. */
export const correctionsOf = (decisions: ReadonlyMap<number, RowDecision>): Corrections =>
  new Map([...decisions].flatMap(([rowNo, { corrections }]) => (corrections.length > 0 ? [[rowNo, new Map(corrections.map(({ column, now }) => [column, now]))] as const] : [])))
