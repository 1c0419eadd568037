import { findReport } from '@/features/monthly-reports/queries'
import { reading, type RouteCall } from '@/server/authorized-route'
import { download } from '@/server/files/download'
import { readKeptFile } from '@/server/files/file-store'

/** A kept report as it was written. */
export const GET = reading({ permissions: ['dashboard.read'], use: 'export' }, async ({ viewer, params: { id } }: RouteCall<{ id: string }>) => {
  const report = await findReport(viewer, id)
  if (!report) return null
  return download(await readKeptFile(report.sha256), `tariff-audit ${report.month} ${report.locale}.${report.format}`, report.format)
})
