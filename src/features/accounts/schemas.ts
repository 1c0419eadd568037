import * as z from 'zod'
import { PURPOSES } from '@/domain/identity/masking'

/** Which accounts' personal data is wanted in full, and what for. The note is asked for where the purpose says nothing. */
export const showInFullSchema = z
  .object({
    accounts: z.array(z.object({ accountNo: z.string().regex(/^[0-9A-Za-z-]{1,32}$/), station: z.string().max(32).optional() })).min(1).max(10),
    purpose: z.enum(PURPOSES),
    note: z.string().trim().max(200),
  })
  .refine(({ purpose, note }) => purpose !== 'other' || note !== '', { path: ['note'], message: 'note-missing' })
export type ShowInFull = z.infer<typeof showInFullSchema>

/** An account's personal data in full. */
export interface WholeData {
  accountNo: string
  name: string
  address: string
}
