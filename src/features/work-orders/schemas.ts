import { z } from 'zod'
import { isPlainDate } from '@/domain/plain-date'
import { assignmentTermsSchema } from '@/domain/tariff/assignment'

export const FINDINGS = ['low_tariff_high_use', 'split_not_applied', 'alternating_use', 'wrong_record'] as const

const reason = z.string().trim().min(1, 'reason-missing').max(2000, 'too-long')

/** What is to become of the account's tariff: enough to work out the back-billing. */
export const correctionSchema = z.object({
  accountNo: z.string().min(1),
  terms: assignmentTermsSchema,
  effectiveFrom: z.string().refine(isPlainDate, 'date-wrong'),
})
/** As it arrives: the dates are text that has been checked to be one. */
export type Correction = z.input<typeof correctionSchema>

/** An order as its preparer fills it in. Messages are keys under `workOrders.faults`. */
export const orderFormSchema = correctionSchema.extend({
  finding: z.enum(FINDINGS, { error: 'finding-missing' }),
  reason,
  evidence: z.string().trim().max(4000, 'too-long'),
})
export type OrderForm = z.input<typeof orderFormSchema>

/** One per opened form, so that a double click or a lost answer has one effect. */
const requestKey = z.uuid()

export const createOrderSchema = orderFormSchema.extend({ requestKey, submit: z.boolean() })
export const editOrderSchema = orderFormSchema.extend({ requestKey, number: z.string(), version: z.int().positive(), submit: z.boolean() })

export const DECISIONS = ['submit', 'approve', 'approve-and-apply', 'return', 'reject', 'cancel', 'apply'] as const
export type Decision = (typeof DECISIONS)[number]

/** A step of an order's life. `version` is the one the person saw: when it moved on, nothing happens. */
export const decideOrderSchema = z.object({
  requestKey,
  number: z.string(),
  version: z.int().positive(),
  decision: z.enum(DECISIONS),
  reason: z.string().trim().max(2000, 'too-long').optional(),
})
export type DecideOrder = z.infer<typeof decideOrderSchema>
