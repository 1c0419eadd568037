import * as z from 'zod'

const MEGABYTE = 1024 * 1024

export const ATTACHMENT_LIMITS = { bytes: 10 * MEGABYTE, perOrder: 30, megabytes: 10 } as const

export const attachSchema = z.object({ requestKey: z.uuid(), number: z.string().min(1).max(60), name: z.string().trim().min(1).max(200) })

export const removeAttachmentSchema = z.object({ requestKey: z.uuid(), number: z.string().min(1).max(60), id: z.string().regex(/^\d{1,18}$/), reason: z.string().trim().min(1, 'reason-missing').max(500) })
export type RemoveAttachment = z.infer<typeof removeAttachmentSchema>
