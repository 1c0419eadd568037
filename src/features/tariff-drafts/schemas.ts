import * as z from 'zod'
import { tariffHeaderSchema } from '@/domain/tariff/document'
import { PRICE_UNITS } from '@/domain/tariff/price-table/words'
import { CATEGORY_CODE } from './choices'

const id = z.string().regex(/^\d{1,18}$/)
const version = z.int().positive()

/** A category's code as it stands in addresses and files; the words of the catalogue's own pages are taken. */
export const categoryCodeSchema = z.string().regex(CATEGORY_CODE, 'code-wrong')

/** As large as a version may get, in characters of JSON. */
const MOST_CHARACTERS = 200_000

const content = z.record(z.string(), z.json()).refine((value) => JSON.stringify(value).length <= MOST_CHARACTERS, 'too-long')

export const createDraftSchema = z.object({ header: tariffHeaderSchema.extend({ category: categoryCodeSchema }), content })
export type CreateDraft = z.infer<typeof createDraftSchema>

export const saveDraftSchema = z.object({ id, version, content })
export type SaveDraft = z.infer<typeof saveDraftSchema>

const MOST_ACCOUNTS = 30

export const previewDraftSchema = z.object({ id, version, accountNos: z.array(z.string().trim().min(1)).min(1, 'accounts-missing').max(MOST_ACCOUNTS, 'accounts-too-many') })
export type PreviewDraft = z.infer<typeof previewDraftSchema>

export const decideDraftSchema = z.object({
  id,
  version,
  decision: z.enum(['submit', 'withdraw', 'return', 'release', 'discard']),
  reason: z.string().trim().max(2000).optional(),
  /** How many bills of months before it the releaser was told of, and releases it all the same. */
  concernedBills: z.int().min(0).optional(),
})
export type DecideDraft = z.infer<typeof decideDraftSchema>

const priceUnit = z.enum(PRICE_UNITS)
const columnMeaning = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ignore') }),
  z.object({ kind: z.literal('name') }),
  z.object({ kind: z.literal('price'), level: z.string().max(60).nullable(), period: z.string().max(30).nullable(), unit: priceUnit }),
  z.object({ kind: z.literal('fund'), unit: priceUnit }),
  z.object({ kind: z.literal('demand'), basis: z.enum(['maximum', 'contract']) }),
])
const tariffClass = tariffHeaderSchema.shape.class
const cell = z.string().max(500)
const ending = z.string().trim().max(20)

const MOST_ROWS = 500

const priceLine = z.object({
  row: z.int(),
  level: cell.nullable(),
  period: cell.nullable(),
  tier: z.object({ upTo: z.string().max(30).nullable(), basis: z.enum(['month', 'year']) }).nullable(),
  cells: z.array(cell),
})

/** A price table whose columns, rows and doubtful cells have been confirmed: see `domain/tariff/price-table`. */
export const importTableSchema = z.object({
  rows: z.array(z.object({ row: z.int(), name: cell, section: cell.nullable(), class: tariffClass, lines: z.array(priceLine).max(MOST_ROWS) })).max(MOST_ROWS),
  mapping: z.object({
    effectiveFrom: z.string(),
    source: z.object({ title: z.string().trim().min(1, 'source-missing').max(200), number: z.string().max(100).optional() }),
    columns: z.array(columnMeaning),
    levels: z.array(z.object({ level: cell, code: ending })).max(MOST_ROWS),
    endings: z.object({ maximum: ending, contract: ending, byPeriod: ending }),
    rows: z.array(z.object({ row: z.int(), code: z.string().max(30), nameZh: cell, nameEn: cell, class: tariffClass })).max(MOST_ROWS),
    decisions: z.array(z.object({ row: z.int(), column: z.int(), price: z.string().max(20).nullable() })).max(MOST_ROWS),
    fundsIncluded: z.boolean(),
  }),
})
