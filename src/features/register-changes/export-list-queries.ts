import 'server-only'
import { getTranslations } from 'next-intl/server'
import { firstAccounts } from '@/features/accounts/search-queries'
import type { AskedList } from '@/features/accounts/list-queries'
import { categoryIndex } from '@/features/tariffs/queries'
import { writeCsv, writeXlsx } from '@/server/files/write-table'
import type { Viewer } from '@/server/viewer'
import { listCells, listHead, listWidths } from './list-columns'

/** A file of more rows is none that a person works through; the list says so. */
export const MOST_EXPORTED = 50_000

export interface ExportedList {
  content: Buffer
  name: string
  rows: number
}

export interface ListForm {
  format: 'xlsx' | 'csv'
  locale: 'zh-CN' | 'en'
  /** Names and addresses in full; only `exportInFull` asks for it, which puts it on record. */
  inFull: boolean
}

/** The list as it is filtered and in its order, at most `MOST_EXPORTED` rows, with a version of each for the way back. */
export async function exportList(viewer: Viewer, { filter, sort }: AskedList, { format, locale, inFull }: ListForm): Promise<ExportedList> {
  const [t, { byId }, rows] = await Promise.all([getTranslations('registerChanges.export'), categoryIndex(), firstAccounts(viewer, filter, sort, MOST_EXPORTED)])
  const head = listHead(locale)
  const cells = rows.map((row) => listCells(row, { locale, categories: byId, yes: t('yes'), inFull }))
  const content = format === 'csv' ? writeCsv({ head, rows: cells }) : await writeXlsx([{ name: t('sheet'), head, widths: listWidths, rows: cells }])
  return { content, name: `${t('sheet')}.${format}`, rows: rows.length }
}
