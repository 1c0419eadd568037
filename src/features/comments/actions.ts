'use server'

import { revalidatePath } from 'next/cache'
import { authorizedAction } from '@/server/action-client'
import { now } from '@/server/clock'
import { addComment } from './commands/add-comment'
import { commentSchema } from './schemas'

export const addCommentAction = authorizedAction
  .metadata({ action: 'work-orders.comment', permission: 'work-orders.read' })
  .inputSchema(commentSchema)
  .action(async ({ parsedInput, ctx }) => {
    const answer = await addComment(ctx.viewer, parsedInput, now())
    revalidatePath('/work-orders', 'layout')
    return answer
  })
