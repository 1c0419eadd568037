import * as z from 'zod'
import { COMPLAINT_ACTIONS } from '@/domain/complaint/transitions'

/** Messages are keys under `complaints.faults`. */
const words = (most: number) => z.string().trim().min(1, 'missing').max(most, 'too-long')

/** One per opened form, so that a double click or a lost answer has one effect. */
const requestKey = z.uuid()

export const complaintFormSchema = z.object({
  orderNumber: z.string().min(1),
  complainant: words(100),
  contact: words(200),
  content: words(4000),
})

export const openComplaintSchema = complaintFormSchema.extend({ requestKey })
export type OpenComplaint = z.infer<typeof openComplaintSchema>

/** A step of a complaint. `version` is the one the person saw: when it moved on, nothing happens. */
export const complaintStepSchema = z.object({
  requestKey,
  number: z.string(),
  version: z.int().positive(),
  action: z.enum(COMPLAINT_ACTIONS),
  /** The reasons of a decision, or the answer to the customer. */
  text: z.string().trim().max(4000, 'too-long').optional(),
  /** Who takes the next step; as before when absent. */
  ownerId: z.string().min(1).optional(),
})
export type ComplaintStep = z.infer<typeof complaintStepSchema>
