'use server'

import { authorizedAction } from '@/server/action-client'
import { now } from '@/server/clock'
import { requestCheck } from './commands/request-check'
import { requestSchema } from './schemas'

export const requestCheckAction = authorizedAction
  .metadata({ action: 'server-check.request', permission: 'server-checks.read' })
  .inputSchema(requestSchema)
  .action(({ parsedInput, ctx }) => requestCheck(ctx.viewer, parsedInput, now()))
