/** Which column of a file is which, by the names that exports use in Chinese and English. */
import { COLUMNS, nameKey, type Cells, type Column } from '@/domain/imports/category-months'
import { DomainError } from '@/domain/errors'

const SYNONYMS: Readonly<Record<Column, readonly string[]>> = {
  month: ['month', '月份', '电费月份', '年月', '账期', '统计月份'],
  station: ['station', '供电所', '供电单位', '单位', '供电所名称'],
  category: ['category', '用电类别', '类别', '电价类别', '用电分类'],
  accounts: ['accounts', '户数', '用户数', '用电户数'],
  energyKwh: ['energy_kwh', 'energykwh', '电量', '电量(千瓦时)', '售电量', '电量(kwh)', '结算电量'],
  amountYuan: ['amount_yuan', 'amountyuan', '电费', '电费(元)', '金额', '应收电费', '电费金额'],
}

/** What a missing column should be called, for the message. */
const PREFERRED: Readonly<Record<Column, string>> = {
  month: 'month / 月份',
  station: 'station / 供电所',
  category: 'category / 用电类别',
  accounts: 'accounts / 户数',
  energyKwh: 'energy_kwh / 电量',
  amountYuan: 'amount_yuan / 电费',
}

/** The place of each column. @throws DomainError `file-missing-columns` with what is missing and what was found */
export function columnPlaces(header: readonly string[]): ReadonlyMap<Column, number> {
  const keys = header.map(nameKey)
  const places = new Map(COLUMNS.map((column) => [column, keys.findIndex((key) => SYNONYMS[column].includes(key))]))
  const missing = COLUMNS.filter((column) => places.get(column) === -1)
  if (missing.length > 0) {
    throw new DomainError('file-missing-columns', { missing: missing.map((column) => PREFERRED[column]).join('、'), found: header.filter(Boolean).join('、') || '—' })
  }
  return places
}

export function cellsAt(places: ReadonlyMap<Column, number>, cells: readonly string[]): Cells {
  const at = (column: Column) => cells[places.get(column) ?? -1] ?? ''
  return { month: at('month'), station: at('station'), category: at('category'), accounts: at('accounts'), energyKwh: at('energyKwh'), amountYuan: at('amountYuan') }
}
