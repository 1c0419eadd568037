'use server'

import { revalidatePath } from 'next/cache'
import * as z from 'zod'
import { DomainError } from '@/domain/errors'
import { authorizedAction } from '@/server/action-client'
import { now } from '@/server/clock'
import { applyProposal } from './commands/apply-proposal'
import { changeDistrict } from './commands/change-district'
import { discardProposal } from './commands/discard-proposal'
import { moveAccount } from './commands/move-account'
import { proposeChanges } from './commands/propose-changes'
import { undoChange } from './commands/undo-change'
import { changeDistrictSchema, decideProposalSchema, discardProposalSchema, moveAccountSchema, undoChangeSchema } from './schemas'

const changing = (action: string) => authorizedAction.metadata({ action: `register.${action}`, permission: 'register.change' })

export const changeDistrictAction = changing('change-district')
  .inputSchema(changeDistrictSchema)
  .action(async ({ parsedInput, ctx }) => refreshed(await changeDistrict(ctx.viewer, parsedInput, now())))

export const moveAccountAction = changing('move-account')
  .inputSchema(moveAccountSchema)
  .action(async ({ parsedInput, ctx }) => refreshed(await moveAccount(ctx.viewer, parsedInput, now())))

export const undoChangeAction = changing('undo')
  .inputSchema(undoChangeSchema)
  .action(async ({ parsedInput, ctx }) => refreshed(await undoChange(ctx.viewer, parsedInput, now())))

export const proposeChangesAction = changing('propose')
  .inputSchema(z.instanceof(FormData))
  .action(async ({ parsedInput, ctx }) => {
    const file = parsedInput.get('file')
    if (!(file instanceof File) || file.name === '') throw new DomainError('file-missing')
    return proposeChanges(ctx.viewer, { name: file.name, content: Buffer.from(await file.arrayBuffer()) }, now())
  })

export const applyProposalAction = changing('apply-proposal')
  .inputSchema(decideProposalSchema)
  .action(async ({ parsedInput, ctx }) => refreshed(await applyProposal(ctx.viewer, parsedInput, now())))

export const discardProposalAction = changing('discard-proposal')
  .inputSchema(discardProposalSchema)
  .action(async ({ parsedInput, ctx }) => refreshed(await discardProposal(ctx.viewer, parsedInput)))

function refreshed<Answer>(answer: Answer): Answer {
  revalidatePath('/accounts', 'layout')
  return answer
}
