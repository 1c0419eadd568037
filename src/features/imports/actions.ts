'use server'

import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import { DomainError } from '@/domain/errors'
import { authorizedAction } from '@/server/action-client'
import { now } from '@/server/clock'
import { checkFile } from './commands/check-file'
import { commitImport } from './commands/commit-import'
import { confirmRow, correctRow } from './commands/decide-row'
import { discardImport } from './commands/discard-import'
import { batchSchema, confirmRowSchema, correctRowSchema } from './schemas'

const writing = (action: string) => authorizedAction.metadata({ action: `imports.${action}`, permission: 'imports.write' })

export const uploadAction = writing('upload')
  .inputSchema(z.instanceof(FormData))
  .action(async ({ parsedInput, ctx }) => {
    const file = parsedInput.get('file')
    if (!(file instanceof File) || file.name === '') throw new DomainError('file-missing')
    return checkFile(ctx.viewer, { name: file.name, content: Buffer.from(await file.arrayBuffer()) }, now())
  })

export const correctRowAction = writing('correct-row')
  .inputSchema(correctRowSchema)
  .action(async ({ parsedInput, ctx }) => refreshed(await correctRow(ctx.viewer, parsedInput, now())))

export const confirmRowAction = writing('confirm-row')
  .inputSchema(confirmRowSchema)
  .action(async ({ parsedInput, ctx }) => refreshed(await confirmRow(ctx.viewer, parsedInput, now())))

export const commitImportAction = writing('commit')
  .inputSchema(batchSchema)
  .action(async ({ parsedInput, ctx }) => refreshed(await commitImport(ctx.viewer, parsedInput, now())))

export const discardImportAction = writing('discard')
  .inputSchema(batchSchema)
  .action(async ({ parsedInput, ctx }) => refreshed(await discardImport(ctx.viewer, parsedInput)))

function refreshed<Answer>(answer: Answer): Answer {
  revalidatePath('/imports', 'layout')
  return answer
}
