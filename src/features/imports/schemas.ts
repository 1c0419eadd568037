import * as z from 'zod'
import { columnsOf, IMPORT_KINDS, missingColumns } from '@/domain/imports/columns'

const reason = z.string().trim().min(1, 'reason-missing').max(500)
const id = z.string().regex(/^\d{1,18}$/)
const batch = { id, version: z.int().positive() }

export const kindSchema = z.enum(IMPORT_KINDS)

export const correctRowSchema = z.object({ ...batch, rowNo: z.int().positive(), column: z.string().min(1).max(40), value: z.string().trim().max(200), reason })
export type CorrectRow = z.infer<typeof correctRowSchema>

export const confirmRowSchema = z.object({ ...batch, rowNo: z.int().positive(), reason })
export type ConfirmRow = z.infer<typeof confirmRowSchema>

export const batchSchema = z.object(batch)
export type BatchStep = z.infer<typeof batchSchema>

export const mappingSchema = z.record(z.string(), z.int().min(0).max(199))

/** Every column of a kind to at most one place, no place twice, and all that a file cannot do without. */
export const chooseMappingSchema = z
  .object({ ...batch, kind: kindSchema, mapping: mappingSchema, source: z.string().trim().max(60) })
  .superRefine(({ kind, mapping }, context) => {
    const known = columnsOf(kind).map(([name]) => name)
    for (const name of Object.keys(mapping)) if (!known.includes(name)) context.addIssue({ code: 'custom', path: ['mapping', name], message: 'unknown-column' })
    for (const name of missingColumns(kind, mapping)) context.addIssue({ code: 'custom', path: ['mapping', name], message: 'column-missing' })
    const places = Object.values(mapping)
    if (new Set(places).size !== places.length) context.addIssue({ code: 'custom', path: ['mapping'], message: 'column-twice' })
  })
export type ChooseMapping = z.infer<typeof chooseMappingSchema>

/** What a file's check came to, as it is kept with the import. */
export const summarySchema = z.object({
  rows: z.int(),
  added: z.int(),
  changed: z.int(),
  unchanged: z.int(),
  partRows: z.int().optional(),
  months: z.array(z.string()),
  stations: z.int(),
  energyWh: z.string().nullable(),
  amountFen: z.string().nullable(),
  newStations: z.int(),
  newDistricts: z.int(),
  /** Sheets that were not read, for they have another header or none. */
  sheetsLeft: z.array(z.string()).optional(),
})
export type ImportSummary = z.infer<typeof summarySchema>

export const outcomeSchema = z.object({ added: z.int(), changed: z.int(), unchanged: z.int(), left: z.int() })
export type ImportOutcome = z.infer<typeof outcomeSchema>

export const failureSchema = z.object({ code: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])) })

/** Up to here cells may be corrected on the page: each correction checks the whole file again. */
export const MOST_CORRECTABLE_ROWS = 10_000
