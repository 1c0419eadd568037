import * as z from 'zod'
import { isPlainDate, plainDate } from '@/domain/plain-date'
import { RULES } from '@/domain/suspects/rules'

export const requestScoringSchema = z.object({ stationCode: z.string().min(1).optional() })

/** Why a suspect is none: what the next scoring learns from. */
export const DISMISS_REASONS = ['visited', 'large-household', 'heating', 'shared-meter', 'vacant', 'other'] as const
export type DismissReason = (typeof DISMISS_REASONS)[number]

const base = { requestKey: z.uuid(), accountNo: z.string().min(1) }

export const markSuspectSchema = z.discriminatedUnion('decision', [
  z.object({ ...base, decision: z.literal('dismiss'), reason: z.enum(DISMISS_REASONS), note: z.string().trim().max(500, 'too-long') }),
  z.object({ ...base, decision: z.literal('snooze'), until: z.string().refine(isPlainDate, 'date-wrong').transform(plainDate) }),
  z.object({ ...base, decision: z.literal('reopen') }),
])
export type MarkSuspect = z.output<typeof markSuspectSchema>

export const SUSPECT_VIEWS = ['open', 'snoozed', 'dismissed', 'inspected'] as const
export type SuspectView = (typeof SUSPECT_VIEWS)[number]

/** A sign as it is stored. */
export const storedSignsSchema = z.array(z.object({ rule: z.enum(RULES), params: z.record(z.string(), z.union([z.string(), z.number()])) }))
export const storedContributionsSchema = z.array(z.object({ feature: z.string(), part: z.number(), value: z.number().nullable() }))
export type StoredSign = z.infer<typeof storedSignsSchema>[number]
export type StoredContribution = z.infer<typeof storedContributionsSchema>[number]
