import * as z from 'zod'
import { isDecimal } from '@/domain/decimal'
import { isBillingMonth, isPlainDate } from '@/domain/plain-date'
import { assignmentTermsSchema } from '@/domain/tariff/assignment'
import { DECISIONS, FINDINGS } from './choices'

const reason = z.string().trim().min(1, 'reason-missing').max(2000, 'too-long')

/** A customer's own breach, which costs a penalty besides; without it the error was the company's. */
const breachSchema = z.object({
  /** Times the difference, where the rule leaves a choice. */
  penaltyFactor: z.string().refine((text) => isDecimal(text) && !/^[+-]/.test(text), 'factor-wrong').nullable(),
  /** The start cannot be established: the rule's months count, and the effective date given is not looked at. */
  startUnknown: z.boolean(),
})

/** kWh of a month that move to the partner; a minus moves them the other way. At most a watt-hour fine. */
const transferSchema = z.object({
  month: z.string().refine(isBillingMonth, 'date-wrong'),
  kwh: z.string().regex(/^-?\d{1,9}(\.\d{1,3})?$/, 'transfer-wrong'),
})

const alternatingSchema = z.object({
  partnerNo: z.string().trim().min(1, 'partner-missing'),
  transfers: z.array(transferSchema).min(1, 'transfer-wrong').max(120),
})

/** What is to become of the account's tariff: enough to work out the back-billing. */
export const correctionSchema = z.object({
  accountNo: z.string().min(1),
  terms: assignmentTermsSchema,
  effectiveFrom: z.string().refine(isPlainDate, 'date-wrong'),
  breach: breachSchema.nullable().optional(),
  /** Two accounts that ran in turns: terms and date then follow from the books. */
  alternating: alternatingSchema.nullable().optional(),
})
/** As it arrives: the dates are text that has been checked to be one. */
export type Correction = z.input<typeof correctionSchema>

/** An order as its preparer fills it in. Messages are keys under `workOrders.faults`. */
export const orderFormSchema = correctionSchema.extend({
  finding: z.enum(FINDINGS, { error: 'finding-missing' }),
  reason,
  evidence: z.string().trim().max(4000, 'too-long'),
  /** Who found it on site, and in which campaign. */
  inspectorName: z.string().trim().max(100, 'too-long').optional(),
  campaign: z.string().trim().max(200, 'too-long').optional(),
})
export type OrderForm = z.input<typeof orderFormSchema>

/** One per opened form, so that a double click or a lost answer has one effect. */
const requestKey = z.uuid()

export const createOrderSchema = orderFormSchema.extend({ requestKey, submit: z.boolean() })
export const editOrderSchema = orderFormSchema.extend({ requestKey, number: z.string(), version: z.int().positive(), submit: z.boolean() })

/** A step of an order's life. `version` is the one the person saw: when it moved on, nothing happens. */
export const decideOrderSchema = z.object({
  requestKey,
  number: z.string(),
  version: z.int().positive(),
  decision: z.enum(DECISIONS),
  reason: z.string().trim().max(2000, 'too-long').optional(),
})
export type DecideOrder = z.infer<typeof decideOrderSchema>

/** Taking back an applied order: a linked order is prepared, which goes the same way as any. */
export const reverseOrderSchema = z.object({ requestKey, number: z.string(), version: z.int().positive(), reason, submit: z.boolean() })
export type ReverseOrder = z.infer<typeof reverseOrderSchema>
