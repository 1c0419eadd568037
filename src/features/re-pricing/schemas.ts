import * as z from 'zod'
import { billingMonth, isBillingMonth } from '@/domain/plain-date'

/** On what the bills are put: another category, a drafted version, or another version of their own category. */
export const targetSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('category'), code: z.string().min(1) }),
  z.object({ kind: z.literal('draft'), id: z.string().regex(/^\d{1,18}$/) }),
  z.object({ kind: z.literal('version'), effectiveFrom: z.string().min(1) }),
])
export type RepricingTarget = z.infer<typeof targetSchema>

export const requestRepricingSchema = z.object({
  month: z.string().refine(isBillingMonth).transform(billingMonth),
  stationCode: z.string().min(1).optional(),
  /** The category whose bills are re-priced. */
  category: z.string().min(1),
  target: targetSchema,
})
export type RequestRepricing = z.infer<typeof requestRepricingSchema>

const amount = z.string().regex(/^-?\d+$/)

/** What a job leaves: amounts in fen as decimal text. */
export const repricingResultSchema = z.object({
  bills: z.number(),
  unrated: z.number(),
  oldFen: amount,
  newFen: amount,
  differenceFen: amount,
  buckets: z.array(z.object({ fromFen: amount.nullable(), toFen: amount.nullable(), bills: z.number(), differenceFen: amount })),
  most: z.array(z.object({ accountNo: z.string(), name: z.string(), energyWh: amount, oldFen: amount, newFen: amount })),
})
export type RepricingResult = z.infer<typeof repricingResultSchema>

export const repricingParamsSchema = requestRepricingSchema
