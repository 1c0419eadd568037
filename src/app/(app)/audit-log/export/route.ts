import { actionWords } from '@/features/audit-log/action-words'
import { readLog } from '@/features/audit-log/log-queries'
import { logTable } from '@/features/audit-log/log-table'
import { logFilterSchema } from '@/features/audit-log/schemas'
import { reading } from '@/server/authorized-route'
import { download } from '@/server/files/download'
import { writeCsv, writeXlsx } from '@/server/files/write-table'

/** More is narrowed down first: a spreadsheet of it would help nobody. */
const MOST = 100_000

/** The log as filtered, as a workbook or CSV. */
export const GET = reading({ permissions: ['audit-log.read'], use: 'export' }, async ({ viewer, request }) => {
  const { searchParams } = new URL(request.url)
  const table = logTable(await readLog(viewer, logFilterSchema.parse(Object.fromEntries(searchParams)), MOST), await actionWords())
  return searchParams.get('as') === 'xlsx' ? download(await writeXlsx([table]), 'audit-log.xlsx', 'xlsx') : download(writeCsv(table), 'audit-log.csv', 'csv')
})
