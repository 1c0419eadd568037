import * as z from 'zod'
import { isPlainDate, plainDate } from '@/domain/plain-date'
import { RULES } from '@/domain/suspects/rules'
import { DISMISS_REASONS } from './choices'

export const requestScoringSchema = z.object({ stationCode: z.string().min(1).optional() })

const base = { requestKey: z.uuid(), accountNo: z.string().min(1) }

export const markSuspectSchema = z.discriminatedUnion('decision', [
  z.object({ ...base, decision: z.literal('dismiss'), reason: z.enum(DISMISS_REASONS), note: z.string().trim().max(500, 'too-long') }),
  z.object({ ...base, decision: z.literal('snooze'), until: z.string().refine(isPlainDate, 'date-wrong').transform(plainDate) }),
  z.object({ ...base, decision: z.literal('reopen') }),
])
export type MarkSuspect = z.output<typeof markSuspectSchema>

/** A sign as it is stored. */
export const storedSignsSchema = z.array(z.object({ rule: z.enum(RULES), params: z.record(z.string(), z.union([z.string(), z.number()])) }))
export const storedContributionsSchema = z.array(z.object({ feature: z.string(), part: z.number(), value: z.number().nullable() }))
export type StoredSign = z.infer<typeof storedSignsSchema>[number]
export type StoredContribution = z.infer<typeof storedContributionsSchema>[number]
