'use server'

import { revalidatePath } from 'next/cache'
import { authorizedAction } from '@/server/action-client'
import { now } from '@/server/clock'
import { createOrder } from './commands/create-order'
import { decideOrder } from './commands/decide-order'
import { editOrder } from './commands/edit-order'
import { reverseOrder } from './commands/reverse-order'
import { planCorrection } from './correction'
import { correctionSchema, createOrderSchema, decideOrderSchema, editOrderSchema, reverseOrderSchema } from './schemas'

/** The back-billing that a correction would bring, while the form is being filled in. */
export const previewCorrectionAction = authorizedAction
  .metadata({ action: 'work-orders.preview', permission: 'work-orders.prepare' })
  .inputSchema(correctionSchema)
  .action(async ({ parsedInput, ctx }) => {
    const { postings, effectiveFrom } = await planCorrection(ctx.viewer, parsedInput)
    return { effectiveFrom, accounts: postings.map(({ account: { accountNo, name }, backBilling: { months } }) => ({ accountNo, name, months })) }
  })

export const createOrderAction = authorizedAction
  .metadata({ action: 'work-orders.create', permission: 'work-orders.prepare' })
  .inputSchema(createOrderSchema)
  .action(({ parsedInput, ctx }) => createOrder(ctx.viewer, parsedInput, now()))

export const editOrderAction = authorizedAction
  .metadata({ action: 'work-orders.edit', permission: 'work-orders.prepare' })
  .inputSchema(editOrderSchema)
  .action(({ parsedInput, ctx }) => editOrder(ctx.viewer, parsedInput, now()))

/** Who may take which decision is the transition table's to say. */
export const decideOrderAction = authorizedAction
  .metadata({ action: 'work-orders.decide', permission: 'work-orders.read' })
  .inputSchema(decideOrderSchema)
  .action(async ({ parsedInput, ctx }) => {
    const answer = await decideOrder(ctx.viewer, parsedInput, now())
    revalidatePath('/work-orders')
    return answer
  })

export const reverseOrderAction = authorizedAction
  .metadata({ action: 'work-orders.reverse', permission: 'work-orders.prepare' })
  .inputSchema(reverseOrderSchema)
  .action(async ({ parsedInput, ctx }) => {
    const answer = await reverseOrder(ctx.viewer, parsedInput, now())
    revalidatePath('/work-orders')
    return answer
  })
