'use server'

import { authorizedAction } from '@/server/action-client'
import { requestReport } from './commands/request-report'
import { requestReportSchema } from './schemas'

export const requestReportAction = authorizedAction
  .metadata({ action: 'monthly-report.request', permission: 'monthly-reports.request' })
  .inputSchema(requestReportSchema)
  .action(({ parsedInput, ctx }) => requestReport(ctx.viewer, parsedInput))
