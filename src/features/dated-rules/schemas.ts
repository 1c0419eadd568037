import * as z from 'zod'
import { daysBetween, isPlainDate, plainDate } from '@/domain/plain-date'
import { DUE_STATES } from './choices'

export const RULE_KINDS = ['penalty', 'due', 'calendar'] as const
export type RuleKind = (typeof RULE_KINDS)[number]


/** The longest stretch of days that one notice gives. */
export const MOST_DAYS = 31

const date = z.string().refine(isPlainDate, 'date').transform(plainDate)
const source = z.string().trim().min(1, 'source').max(300, 'too-long')
const whole = (most: number, message: string) =>
  z.string().regex(/^\d{1,3}$/, message).transform(Number).refine((value) => value >= 1 && value <= most, message)

const penalty = z.object({
  kind: z.literal('penalty'),
  effectiveFrom: date,
  /** Times the difference. */
  factor: z.string().trim().regex(/^\d(\.\d{1,2})?$/, 'factor'),
  /** Otherwise the factor is the most, and the preparer chooses. */
  fixed: z.boolean(),
  monthsWhenUnknown: whole(36, 'months'),
  sourceZh: source,
  sourceEn: source,
})

const due = z.object({ kind: z.literal('due'), state: z.enum(DUE_STATES), effectiveFrom: date, workingDays: whole(250, 'working-days'), source })

const calendar = z
  .object({ kind: z.literal('calendar'), from: date, to: date, isWorking: z.boolean(), source })
  .refine(({ from, to }) => from <= to && daysBetween(from, to) < MOST_DAYS, { path: ['to'], message: 'stretch' })

export const datedRuleSchema = z.discriminatedUnion('kind', [penalty, due, calendar])
export type DatedRule = z.infer<typeof datedRuleSchema>
export type DatedRuleInput = z.input<typeof datedRuleSchema>

export const addRuleSchema = z.object({ rule: datedRuleSchema, requestKey: z.uuid() })
