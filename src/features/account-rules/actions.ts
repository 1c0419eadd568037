'use server'

import { authorizedAction } from '@/server/action-client'
import { now } from '@/server/clock'
import { decideProposal } from './commands/decide-proposal'
import { proposeSetting } from './commands/propose-setting'
import { decideProposalSchema, proposeSettingSchema } from './schemas'

export const proposeSettingAction = authorizedAction
  .metadata({ action: 'account-rules.propose', permission: 'account-rules.change' })
  .inputSchema(proposeSettingSchema)
  .action(({ parsedInput, ctx }) => proposeSetting(ctx.viewer, parsedInput, now()))

export const decideProposalAction = authorizedAction
  .metadata({ action: 'account-rules.decide', permission: 'account-rules.change' })
  .inputSchema(decideProposalSchema)
  .action(({ parsedInput, ctx }) => decideProposal(ctx.viewer, parsedInput, now()))
