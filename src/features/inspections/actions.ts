'use server'

import { authorizedAction } from '@/server/action-client'
import { now } from '@/server/clock'
import { openOrder } from './commands/open-order'
import { resolveConflict } from './commands/resolve-conflict'
import { orderWords } from './order-words'
import { openOrderSchema, resolveConflictSchema } from './schemas'

export const openOrderAction = authorizedAction
  .metadata({ action: 'inspections.open-order', permission: 'work-orders.prepare' })
  .inputSchema(openOrderSchema)
  .action(async ({ parsedInput, ctx }) => openOrder(ctx.viewer, parsedInput.inspection, await orderWords(ctx.viewer, parsedInput.inspection), now()))

/** Whose decision it is, the command says. */
export const resolveConflictAction = authorizedAction
  .metadata({ action: 'inspections.resolve', permission: null })
  .inputSchema(resolveConflictSchema)
  .action(({ parsedInput, ctx }) => resolveConflict(ctx.viewer, parsedInput))
