'use server'

import { revalidatePath } from 'next/cache'
import { authorizedAction } from '@/server/action-client'
import { now } from '@/server/clock'
import { chooseMapping } from './commands/choose-mapping'
import { confirmRow, correctRow } from './commands/decide-row'
import { discardImport } from './commands/discard-import'
import { requestCheck, requestCommit } from './commands/request-job'
import { batchSchema, chooseMappingSchema, confirmRowSchema, correctRowSchema } from './schemas'

const writing = (action: string) => authorizedAction.metadata({ action: `imports.${action}`, permission: 'imports.write' })

export const chooseMappingAction = writing('choose-mapping')
  .inputSchema(chooseMappingSchema)
  .action(async ({ parsedInput, ctx }) => {
    const { id } = await chooseMapping(ctx.viewer, parsedInput, now())
    return refreshed(await requestCheck(ctx.viewer, id))
  })

export const checkImportAction = writing('check')
  .inputSchema(batchSchema)
  .action(async ({ parsedInput, ctx }) => refreshed(await requestCheck(ctx.viewer, parsedInput.id)))

export const correctRowAction = writing('correct-row')
  .inputSchema(correctRowSchema)
  .action(async ({ parsedInput, ctx }) => refreshed(await correctRow(ctx.viewer, parsedInput, now())))

/** A category is confirmed by somebody who brings no files: the command asks who may. */
export const confirmRowAction = authorizedAction
  .metadata({ action: 'imports.confirm-row', permission: 'imports.read' })
  .inputSchema(confirmRowSchema)
  .action(async ({ parsedInput, ctx }) => refreshed(await confirmRow(ctx.viewer, parsedInput, now())))

export const commitImportAction = writing('commit')
  .inputSchema(batchSchema)
  .action(async ({ parsedInput, ctx }) => refreshed(await requestCommit(ctx.viewer, parsedInput)))

export const discardImportAction = writing('discard')
  .inputSchema(batchSchema)
  .action(async ({ parsedInput, ctx }) => refreshed(await discardImport(ctx.viewer, parsedInput)))

function refreshed<Answer>(answer: Answer): Answer {
  revalidatePath('/imports', 'layout')
  return answer
}
