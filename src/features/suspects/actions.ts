'use server'

import { revalidatePath } from 'next/cache'
import { authorizedAction } from '@/server/action-client'
import { now } from '@/server/clock'
import { markSuspect } from './commands/mark-suspect'
import { requestScoring } from './commands/request-scoring'
import { markSuspectSchema, requestScoringSchema } from './schemas'

export const requestScoringAction = authorizedAction
  .metadata({ action: 'suspects.score', permission: 'suspects.decide' })
  .inputSchema(requestScoringSchema)
  .action(({ parsedInput, ctx }) => requestScoring(ctx.viewer, parsedInput))

export const markSuspectAction = authorizedAction
  .metadata({ action: 'suspects.mark', permission: 'suspects.decide' })
  .inputSchema(markSuspectSchema)
  .action(async ({ parsedInput, ctx }) => {
    const answer = await markSuspect(ctx.viewer, parsedInput, now())
    revalidatePath('/suspects')
    return answer
  })
