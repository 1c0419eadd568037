import type { NextRequest } from 'next/server'
import { mayDo } from '@/domain/identity/permissions'
import { readLog } from '@/features/audit-log/log-queries'
import { logTable } from '@/features/audit-log/log-table'
import { logFilterSchema } from '@/features/audit-log/schemas'
import { download } from '@/server/files/download'
import { writeCsv, writeXlsx } from '@/server/files/write-table'
import { currentViewer } from '@/server/session'

/** More is narrowed down first: a spreadsheet of it would help nobody. */
const MOST = 100_000

/** The log as filtered, as a workbook or CSV. */
export async function GET(request: NextRequest): Promise<Response> {
  const viewer = await currentViewer()
  if (!viewer || !mayDo(viewer.role, 'audit-log.read')) return new Response(null, { status: viewer ? 403 : 401 })
  const { searchParams } = request.nextUrl
  const table = logTable(await readLog(viewer, logFilterSchema.parse(Object.fromEntries(searchParams)), MOST))
  return searchParams.get('as') === 'xlsx' ? download(await writeXlsx([table]), 'audit-log.xlsx', 'xlsx') : download(writeCsv(table), 'audit-log.csv', 'csv')
}
