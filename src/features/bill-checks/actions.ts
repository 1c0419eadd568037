'use server'

import { authorizedAction } from '@/server/action-client'
import { requestCheck } from './commands/request-check'
import { requestCheckSchema } from './schemas'

export const requestCheckAction = authorizedAction
  .metadata({ action: 'bill-checks.request', permission: 'bill-checks.run' })
  .inputSchema(requestCheckSchema)
  .action(({ parsedInput, ctx }) => requestCheck(ctx.viewer, parsedInput))
