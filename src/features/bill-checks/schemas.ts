import * as z from 'zod'
import { DIFFERENCE_KINDS } from '@/domain/audit/explain-difference'
import { assignmentTermsSchema } from '@/domain/tariff/assignment'
import { billingMonth, isBillingMonth } from '@/domain/plain-date'

export const requestCheckSchema = z.object({
  month: z.string().refine(isBillingMonth).transform(billingMonth),
  stationCode: z.string().min(1).optional(),
})

/** What an uncheckable bill can lack. */
export const MISSING_KINDS = ['no-assignment', 'no-version', 'no-tariff', 'missing-registers', 'unknown-registers', 'missing-demand', 'missing-reactive'] as const

export const FOUND_KINDS = [...DIFFERENCE_KINDS, ...MISSING_KINDS] as const
export type FoundKind = (typeof FOUND_KINDS)[number]

const span = z.object({ from: z.string(), to: z.string() })

/** An explanation as it is stored: see `domain/audit/explain-difference`. */
export const storedWhySchema = z.object({
  kind: z.enum(DIFFERENCE_KINDS),
  fits: z.array(z.string()),
  tier: z.enum(['year-to-date', 'steps']).optional(),
  versionFrom: z.string().optional(),
  days: span.optional(),
  energyWh: z.string().optional(),
  billedAs: assignmentTermsSchema.optional(),
})

/** What an uncheckable bill lacks, as it is stored. */
export const storedMissingSchema = z.array(
  z.object({ code: z.enum(MISSING_KINDS), category: z.string().optional(), from: z.string().optional(), to: z.string().optional(), registers: z.array(z.string()).optional(), basis: z.string().optional() }),
)
