'use server'

import { authorizedAction } from '@/server/action-client'
import { requestRePricing } from './commands/request-re-pricing'
import { requestRepricingSchema } from './schemas'

export const requestRePricingAction = authorizedAction
  .metadata({ action: 're-pricing.request', permission: 'bill-checks.run' })
  .inputSchema(requestRepricingSchema)
  .action(({ parsedInput, ctx }) => requestRePricing(ctx.viewer, parsedInput))
