'use server'

import { authorizedAction } from '@/server/action-client'
import { showInFull } from './commands/show-in-full'
import { showInFullSchema } from './schemas'

export const showInFullAction = authorizedAction
  .metadata({ action: 'accounts.show-in-full', permission: 'accounts.read' })
  .inputSchema(showInFullSchema)
  .action(({ parsedInput, ctx }) => showInFull(ctx.viewer, parsedInput))
