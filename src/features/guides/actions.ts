'use server'

import * as z from 'zod'
import { authorizedAction } from '@/server/action-client'
import { guideFor } from './guide-text'

/** The guide to a page for the viewer's role; its texts travel only when somebody asks. */
export const guideAction = authorizedAction
  .metadata({ action: 'guides.read', permission: null })
  .inputSchema(z.object({ path: z.string().max(300) }))
  .action(({ parsedInput, ctx }) => guideFor(ctx.viewer.role, parsedInput.path))
