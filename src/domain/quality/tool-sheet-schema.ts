/** A sheet as it is sent and stored; apart from what shows one, which needs no library to check it. */
import * as z from 'zod'
import type { SheetContent } from './tool-sheet'

const row = z.record(z.string().max(40), z.string().max(4000))

export const sheetContentSchema: z.ZodType<SheetContent> = z.strictObject({
  settings: row,
  rows: z.array(row).max(2000),
  source: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('typed'), note: z.string().max(500) }),
    z.strictObject({ kind: z.literal('books'), query: z.string().max(60), scope: z.string().max(200), takenAt: z.string().max(40) }),
  ]),
})
