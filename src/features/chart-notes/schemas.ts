import * as z from 'zod'
import { billingMonth, isBillingMonth } from '@/domain/plain-date'

export const NOTE_KINDS = ['price_change', 'campaign', 'weather', 'other'] as const
export type NoteKind = (typeof NOTE_KINDS)[number]

export const MOST_LETTERS = 120

export const addNoteSchema = z.object({
  /** Empty: the whole company. */
  stationCode: z.string(),
  /** Empty: the whole station. */
  districtCode: z.string(),
  month: z.string().refine(isBillingMonth).transform(billingMonth),
  kind: z.enum(NOTE_KINDS),
  text: z.string().trim().min(1).max(MOST_LETTERS),
  requestKey: z.uuid(),
})
export type AddNote = z.infer<typeof addNoteSchema>

export const removeNoteSchema = z.object({ id: z.string().regex(/^\d{1,18}$/) })
