import 'server-only'
import { createHash } from 'node:crypto'
import { maskAddress, maskName } from '@/domain/identity/masking'
import type { AccountRow } from '@/features/accounts/search-queries'
import type { Category } from '@/features/tariffs/queries'
import { categoryName } from '@/ui/category-name'

/** The columns of an exported list, in their order; those marked may be changed in a spreadsheet and brought back. */
export const LIST_COLUMNS = {
  accountNo: { zh: '户号', en: 'Account number', width: 16 },
  name: { zh: '户名', en: 'Name', width: 22, editable: true },
  address: { zh: '用电地址', en: 'Address', width: 36, editable: true },
  districtCode: { zh: '台区编码', en: 'District code', width: 16, editable: true },
  district: { zh: '台区名称', en: 'District', width: 20 },
  category: { zh: '用电类别', en: 'Category', width: 24, editable: true },
  split: { zh: '定比定量', en: 'With split', width: 10 },
  stationCode: { zh: '供电所编码', en: 'Station code', width: 12 },
  station: { zh: '供电所', en: 'Station', width: 16 },
  meterNo: { zh: '电能表号', en: 'Meter number', width: 18 },
  openedOn: { zh: '开户日期', en: 'Opened on', width: 12 },
  closedOn: { zh: '销户日期', en: 'Closed on', width: 12 },
  version: { zh: '版本标记（请勿改动）', en: 'Row version (do not change)', width: 22 },
} as const satisfies Readonly<Record<string, { zh: string; en: string; width: number; editable?: true }>>

export type ListColumn = keyof typeof LIST_COLUMNS
export const LIST_COLUMN_NAMES = Object.keys(LIST_COLUMNS) as ListColumn[]

/** What of a row its version stands for. */
export interface VersionedRow {
  accountNo: string
  stationCode: string
  name: string
  address: string
  districtCode: string
  categoryId: number | null
  split: boolean
}

/** A row's version: the same as long as nothing of it changes. */
export const versionOf = ({ accountNo, stationCode, name, address, districtCode, categoryId, split }: VersionedRow): string =>
  createHash('sha256').update(JSON.stringify([accountNo, stationCode, name, address, districtCode, categoryId, split])).digest('hex').slice(0, 16)

interface Writing {
  locale: 'zh-CN' | 'en'
  categories: ReadonlyMap<number, Category>
  /** How a split is marked. */
  yes: string
  /** Names and addresses in full, not masked. */
  inFull: boolean
}

export const listHead = (locale: 'zh-CN' | 'en'): string[] => LIST_COLUMN_NAMES.map((column) => LIST_COLUMNS[column][locale === 'en' ? 'en' : 'zh'])
export const listWidths: number[] = LIST_COLUMN_NAMES.map((column) => LIST_COLUMNS[column].width)

/** A row as it is exported. */
export function listCells(row: AccountRow, { locale, categories, yes, inFull }: Writing): string[] {
  const cells: Record<ListColumn, string> = {
    accountNo: row.accountNo, name: inFull ? row.name : maskName(row.name), address: inFull ? row.address : maskAddress(row.address), districtCode: row.districtCode, district: row.district,
    category: row.categoryId === null ? '' : categoryName(categories.get(row.categoryId), locale), split: row.split ? yes : '',
    stationCode: row.stationCode, station: row.stationName, meterNo: row.meterNo, openedOn: row.openedOn, closedOn: row.closedOn ?? '', version: versionOf(row),
  }
  return LIST_COLUMN_NAMES.map((column) => cells[column])
}
