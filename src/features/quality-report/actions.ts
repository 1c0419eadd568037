'use server'

import { authorizedAction } from '@/server/action-client'
import { requestReport } from './commands/request-report'
import { reportRequestSchema } from './schemas'

export const requestReportAction = authorizedAction
  .metadata({ action: 'quality-report.request', permission: 'quality.read' })
  .inputSchema(reportRequestSchema)
  .action(({ parsedInput, ctx }) => requestReport(ctx.viewer, parsedInput))
