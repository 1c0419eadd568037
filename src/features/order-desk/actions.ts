'use server'

import { revalidatePath } from 'next/cache'
import * as z from 'zod'
import { DomainError } from '@/domain/errors'
import { decideOrder } from '@/features/work-orders/commands/decide-order'
import { decideOrderSchema } from '@/features/work-orders/schemas'
import { authorizedAction } from '@/server/action-client'
import { now } from '@/server/clock'
import { assignOrder } from './commands/assign-order'
import { prepareBatch } from './commands/prepare-batch'
import { startBatch } from './commands/start-batch'
import { uploadBatch } from './commands/upload-batch'
import { assignOrderSchema, batchIdSchema, prepareBatchSchema } from './schemas'

const onOrders = (action: string) => authorizedAction.metadata({ action: `order-desk.${action}`, permission: 'work-orders.read' })

export const assignOrderAction = onOrders('assign')
  .inputSchema(assignOrderSchema)
  .action(async ({ parsedInput, ctx }) => refreshed(await assignOrder(ctx.viewer, parsedInput)))

/** One order from the list; who may take which decision is the transition table's to say. */
export const decideOneAction = onOrders('decide')
  .inputSchema(decideOrderSchema)
  .action(async ({ parsedInput, ctx }) => refreshed(await decideOrder(ctx.viewer, parsedInput, now())))

export const prepareBatchAction = onOrders('prepare-batch')
  .inputSchema(prepareBatchSchema)
  .action(({ parsedInput, ctx }) => prepareBatch(ctx.viewer, parsedInput, now()))

export const startBatchAction = onOrders('start-batch')
  .inputSchema(batchIdSchema)
  .action(async ({ parsedInput, ctx }) => refreshed(await startBatch(ctx.viewer, parsedInput)))

export const uploadBatchAction = onOrders('upload')
  .inputSchema(z.instanceof(FormData))
  .action(async ({ parsedInput, ctx }) => {
    const file = parsedInput.get('file')
    if (!(file instanceof File) || file.name === '') throw new DomainError('file-missing')
    const kind = parsedInput.get('kind') === 'drafts' ? 'drafts' : 'decisions'
    return uploadBatch(ctx.viewer, { kind, name: file.name, content: Buffer.from(await file.arrayBuffer()) }, now())
  })

function refreshed<Answer>(answer: Answer): Answer {
  revalidatePath('/work-orders', 'layout')
  return answer
}
