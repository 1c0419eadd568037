import * as z from 'zod'
import { ORDER_STATES } from '@/domain/work-order/transitions'
import { FINDINGS } from '@/features/work-orders/choices'
import { SET_WISE_DECISIONS } from '@/features/work-orders/schemas-set-wise'
import { QUEUE_SORTS, QUEUE_VIEWS } from './choices'

/** How the list is filtered and sorted, as its address says. */
export const queueFilterSchema = z.object({
  view: z.enum(QUEUE_VIEWS).catch('all'),
  state: z.enum(ORDER_STATES).optional().catch(undefined),
  /** Of the viewer's own making. */
  mine: z.boolean().catch(false),
  q: z.string().trim().max(60).catch(''),
  finding: z.enum(FINDINGS).optional().catch(undefined),
  station: z.string().max(20).optional().catch(undefined),
  sort: z.enum(QUEUE_SORTS).catch('number'),
})
export type QueueFilter = z.infer<typeof queueFilterSchema>

export const orderNumberSchema = z.string().min(1).max(60)

/** Who has it in hand now is named, so that two people handing over at once do not undo each other unseen. */
export const assignOrderSchema = z.object({
  requestKey: z.uuid(),
  number: orderNumberSchema,
  assigneeId: z.string().min(1).nullable(),
  seenAssigneeId: z.string().min(1).nullable(),
})
export type AssignOrder = z.infer<typeof assignOrderSchema>

/** More orders than this are decided in several goes. */
export const BATCH_LIMIT = 5_000

/** Orders ticked one by one carry the version that was seen; a whole filter is read when the batch is prepared. */
export const prepareBatchSchema = z.object({
  requestKey: z.uuid(),
  decision: z.enum(SET_WISE_DECISIONS),
  reason: z.string().trim().max(2000).optional(),
  chosen: z.union([
    z.object({ orders: z.array(z.object({ number: orderNumberSchema, version: z.int().positive() })).min(1).max(BATCH_LIMIT) }),
    z.object({ filter: queueFilterSchema }),
  ]),
})
export type PrepareBatch = z.infer<typeof prepareBatchSchema>

export const batchIdSchema = z.object({ requestKey: z.uuid(), id: z.string().regex(/^\d{1,18}$/) })
