import * as z from 'zod'
import { fenFromYuan } from '@/domain/money'
import { billingMonth, isBillingMonth } from '@/domain/plain-date'

export const setTargetSchema = z.object({
  /** Empty: the whole company. */
  stationCode: z.string(),
  effectiveFrom: z.string().refine(isBillingMonth).transform(billingMonth),
  /** A month, in yuan; 0 ends the target. */
  monthlyYuan: z.string().trim().regex(/^\d{1,9}(\.\d{1,2})?$/).transform(fenFromYuan),
})
export type SetTarget = z.infer<typeof setTargetSchema>
export type SetTargetInput = z.input<typeof setTargetSchema>
