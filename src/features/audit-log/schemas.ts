import * as z from 'zod'
import { isPlainDate, plainDate } from '@/domain/plain-date'

const date = z.string().refine(isPlainDate).transform(plainDate).optional().catch(undefined)
const text = z.string().trim().min(1).max(100).optional().catch(undefined)

/** What the log is narrowed to; each part stands in the address. What makes no sense there is left out. */
export const logFilterSchema = z.object({
  /** First and last day, on China's clock. */
  from: date,
  to: date,
  /** Part of a person's name, or a user's id. */
  actor: text,
  /** The beginning of an action's code (`work-order.`), or part of what it means in words. */
  action: text,
  /** The beginning of what it was done to, as people know it: an order's or account's number, a user's name. */
  key: text,
  /** A supply station's code. */
  station: text,
})
export type LogFilter = z.infer<typeof logFilterSchema>
