'use server'

import { revalidatePath } from 'next/cache'
import { authorizedAction } from '@/server/action-client'
import { now } from '@/server/clock'
import { deleteView } from './commands/delete-view'
import { saveView } from './commands/save-view'
import { deleteViewSchema, saveViewSchema } from './schemas'

export const saveViewAction = authorizedAction
  .metadata({ action: 'views.save', permission: null })
  .inputSchema(saveViewSchema)
  .action(async ({ parsedInput, ctx }) => {
    await saveView(ctx.viewer, parsedInput, now())
    revalidatePath(parsedInput.list)
  })

export const deleteViewAction = authorizedAction
  .metadata({ action: 'views.delete', permission: null })
  .inputSchema(deleteViewSchema)
  .action(async ({ parsedInput, ctx }) => deleteView(ctx.viewer, parsedInput))
