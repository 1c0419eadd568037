import 'server-only'
import { columnsOf, type ImportKind } from '@/domain/imports/columns'
import { writeCsv, writeXlsx } from '@/server/files/write-table'

/** An empty file of a kind with one example row, its header in the language asked for. */
export async function templateFile(kind: ImportKind, locale: 'zh-CN' | 'en', format: 'csv' | 'xlsx'): Promise<Buffer> {
  const columns = columnsOf(kind).map(([, spec]) => spec)
  const table = { name: 'Sheet1', head: columns.map(({ zh, en }) => (locale === 'zh-CN' ? zh : en)), rows: [columns.map(({ example }) => example)] }
  return format === 'csv' ? writeCsv(table) : writeXlsx([table])
}
