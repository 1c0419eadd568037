import * as z from 'zod'

export const NOTIFICATION_KINDS = ['approve', 'returned', 'raised', 'overdue', 'mentioned', 'assigned'] as const
export type NotificationKind = (typeof NOTIFICATION_KINDS)[number]

/** Some of them, or all that the viewer has now. */
export const markReadSchema = z.object({ keys: z.union([z.literal('all'), z.array(z.string().max(120)).min(1).max(200)]) })

/** Empty takes the address away. */
export const addressSchema = z.object({ requestKey: z.uuid(), address: z.union([z.literal(''), z.email('wrong').max(200)]) })
