'use server'

import { authorizedAction } from '@/server/action-client'
import { addDatedRule } from './commands/add-dated-rule'
import { ruleEffect } from './effect-queries'
import { addRuleSchema, datedRuleSchema } from './schemas'

export const ruleEffectAction = authorizedAction
  .metadata({ action: 'dated-rule.preview', permission: 'rules.add' })
  .inputSchema(datedRuleSchema)
  .action(({ parsedInput, ctx }) => ruleEffect(ctx.viewer, parsedInput))

export const addRuleAction = authorizedAction
  .metadata({ action: 'dated-rule.add', permission: 'rules.add' })
  .inputSchema(addRuleSchema)
  .action(({ parsedInput, ctx }) => addDatedRule(ctx.viewer, parsedInput))
