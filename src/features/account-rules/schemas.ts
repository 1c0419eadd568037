import * as z from 'zod'
import { SETTING_KEYS } from '@/domain/identity/account-rules'
import { isSettingValue } from '@/domain/identity/setting-values'
import { isPlainDate, plainDate } from '@/domain/plain-date'

const text = (missing: string, most: number) => z.string().trim().min(1, missing).max(most, 'too-long')

/** A value that a rule of accounts shall have from a day on. */
export const settingSchema = z
  .object({
    key: z.enum(SETTING_KEYS),
    /** A whole number, or roles with commas between them. */
    value: z.string().trim().max(200),
    effectiveFrom: z.string().refine(isPlainDate, 'date').transform(plainDate),
    /** The regulation that says so. */
    source: text('source', 300),
    reason: text('reason', 500),
  })
  .refine(({ key, value }) => isSettingValue(key, value), { path: ['value'], message: 'value' })
export type ProposedSetting = z.infer<typeof settingSchema>

export const proposeSettingSchema = z.object({ setting: settingSchema, requestKey: z.uuid() })

export const PROPOSAL_DECISIONS = ['accept', 'reject', 'withdraw'] as const
export type ProposalDecision = (typeof PROPOSAL_DECISIONS)[number]

export const decideProposalSchema = z.object({
  id: z.string().regex(/^\d{1,18}$/),
  decision: z.enum(PROPOSAL_DECISIONS),
  reason: z.string().trim().max(500),
  requestKey: z.uuid(),
})
export type DecideProposal = z.infer<typeof decideProposalSchema>
