import { z } from 'zod'
import { COLUMNS } from '@/domain/imports/category-months'

const reason = z.string().trim().min(1, 'reason-missing').max(500)
const batch = { id: z.string().regex(/^\d{1,18}$/), version: z.int().positive() }

export const correctRowSchema = z.object({ ...batch, rowNo: z.int().positive(), column: z.enum(COLUMNS), value: z.string().trim().min(1).max(100), reason })
export type CorrectRow = z.infer<typeof correctRowSchema>

export const confirmRowSchema = z.object({ ...batch, rowNo: z.int().positive(), reason })
export type ConfirmRow = z.infer<typeof confirmRowSchema>

export const batchSchema = z.object(batch)
export type BatchStep = z.infer<typeof batchSchema>
