import { mayDo } from '@/domain/identity/permissions'
import { findReport } from '@/features/monthly-reports/queries'
import { download } from '@/server/files/download'
import { readKeptFile } from '@/server/files/file-store'
import { currentViewer } from '@/server/session'

interface Context {
  params: Promise<{ id: string }>
}

/** A kept report as it was written. */
export async function GET(_: Request, { params }: Context): Promise<Response> {
  const viewer = await currentViewer()
  if (!viewer || !mayDo(viewer.role, 'dashboard.read')) return new Response(null, { status: viewer ? 403 : 401 })
  const report = await findReport(viewer, (await params).id)
  if (!report) return new Response(null, { status: 404 })
  return download(await readKeptFile(report.sha256), `tariff-audit ${report.month} ${report.locale}.${report.format}`, report.format)
}
