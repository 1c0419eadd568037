'use server'

import { authorizedAction } from '@/server/action-client'
import { now } from '@/server/clock'
import { setTarget } from './commands/set-target'
import { setTargetSchema } from './schemas'

export const setTargetAction = authorizedAction
  .metadata({ action: 'recovery-target.set', permission: 'dashboard.set-targets' })
  .inputSchema(setTargetSchema)
  .action(({ parsedInput, ctx }) => setTarget(ctx.viewer, parsedInput, now()))
