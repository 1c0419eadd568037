'use server'

import { revalidatePath } from 'next/cache'
import { authorizedAction } from '@/server/action-client'
import { now } from '@/server/clock'
import { addToCampaign } from './commands/add-to-campaign'
import { assignInspector } from './commands/assign-inspector'
import { createCampaign } from './commands/create-campaign'
import { moveCampaign } from './commands/move-campaign'
import { addToCampaignSchema, assignInspectorSchema, createCampaignSchema, moveCampaignSchema } from './schemas'

export const createCampaignAction = authorizedAction
  .metadata({ action: 'campaigns.create', permission: 'campaigns.plan' })
  .inputSchema(createCampaignSchema)
  .action(({ parsedInput, ctx }) => createCampaign(ctx.viewer, parsedInput, now()))

export const moveCampaignAction = authorizedAction
  .metadata({ action: 'campaigns.move', permission: 'campaigns.plan' })
  .inputSchema(moveCampaignSchema)
  .action(({ parsedInput, ctx }) => moveCampaign(ctx.viewer, parsedInput, now()))

export const addToCampaignAction = authorizedAction
  .metadata({ action: 'campaigns.add', permission: 'campaigns.plan' })
  .inputSchema(addToCampaignSchema)
  .action(async ({ parsedInput, ctx }) => {
    const answer = await addToCampaign(ctx.viewer, parsedInput)
    revalidatePath('/suspects')
    return answer
  })

export const assignInspectorAction = authorizedAction
  .metadata({ action: 'campaigns.assign', permission: 'campaigns.plan' })
  .inputSchema(assignInspectorSchema)
  .action(({ parsedInput, ctx }) => assignInspector(ctx.viewer, parsedInput))
