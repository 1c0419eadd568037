'use server'

import { revalidatePath } from 'next/cache'
import * as z from 'zod'
import { DomainError } from '@/domain/errors'
import { authorizedAction } from '@/server/action-client'
import { now } from '@/server/clock'
import { attachFile } from './commands/attach-file'
import { removeAttachment } from './commands/remove-attachment'
import { attachSchema, removeAttachmentSchema } from './schemas'

const onOrders = (action: string) => authorizedAction.metadata({ action: `work-orders.${action}`, permission: 'work-orders.read' })

export const attachFileAction = onOrders('attach')
  .inputSchema(z.instanceof(FormData))
  .action(async ({ parsedInput, ctx }) => {
    const file = parsedInput.get('file')
    if (!(file instanceof File) || file.name === '') throw new DomainError('file-missing')
    const facts = attachSchema.safeParse({ requestKey: parsedInput.get('requestKey'), number: parsedInput.get('number'), name: file.name.slice(0, 200) })
    if (!facts.success) throw new DomainError('file-missing')
    return refreshed(await attachFile(ctx.viewer, { ...facts.data, content: new Uint8Array(await file.arrayBuffer()) }, now()))
  })

export const removeAttachmentAction = onOrders('detach')
  .inputSchema(removeAttachmentSchema)
  .action(async ({ parsedInput, ctx }) => refreshed(await removeAttachment(ctx.viewer, parsedInput, now())))

function refreshed<Answer>(answer: Answer): Answer {
  revalidatePath('/work-orders', 'layout')
  return answer
}
