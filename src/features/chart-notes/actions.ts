'use server'

import { authorizedAction } from '@/server/action-client'
import { now } from '@/server/clock'
import { addNote } from './commands/add-note'
import { removeNote } from './commands/remove-note'
import { addNoteSchema, removeNoteSchema } from './schemas'

export const addNoteAction = authorizedAction
  .metadata({ action: 'chart-note.add', permission: 'dashboard.annotate' })
  .inputSchema(addNoteSchema)
  .action(({ parsedInput, ctx }) => addNote(ctx.viewer, parsedInput, now()))

export const removeNoteAction = authorizedAction
  .metadata({ action: 'chart-note.remove', permission: 'dashboard.annotate' })
  .inputSchema(removeNoteSchema)
  .action(({ parsedInput, ctx }) => removeNote(ctx.viewer, parsedInput))
