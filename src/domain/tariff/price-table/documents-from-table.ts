/** Tariff documents from a price table whose columns and rows a person has confirmed. */
import { tariffDocumentSchema, type TariffDocument } from '../document'
import type { ColumnMeaning, PriceRow } from './read-price-table'

export interface RowMapping {
  row: number
  /** Left empty, the row is not imported. */
  code: string
  nameZh: string
  nameEn: string
  class: TariffDocument['class']
}

export interface TableMapping {
  effectiveFrom: string
  source: { title: string; number?: string | undefined }
  columns: readonly ColumnMeaning[]
  rows: readonly RowMapping[]
}

export interface TableDocuments {
  documents: TariffDocument[]
  /** `row 7: versions[0].effectiveFrom: …`, one for each fault. */
  faults: string[]
}

interface Variant {
  suffix: string
  zh: string
  en: string
  rate: string
  demand: { basis: 'maximum' | 'contract'; rate: string } | null
}

/**
 * One document for each row and voltage level that has a price, and for each basis of the two-part tariff that a customer
 * can choose between. A row with one price keeps its code; several take a suffix each.
 */
export function documentsFromTable(rows: readonly PriceRow[], mapping: TableMapping): TableDocuments {
  const documents: TariffDocument[] = []
  const faults: string[] = []
  for (const mapped of mapping.rows.filter(({ code }) => code.trim() !== '')) {
    const row = rows.find((one) => one.row === mapped.row)
    if (!row) {
      faults.push(`row ${mapped.row}: there is no such row`)
      continue
    }
    for (const variant of variantsOf(row, mapping.columns)) {
      const parsed = tariffDocumentSchema.safeParse(documentFor(mapped, variant, mapping))
      if (parsed.success) documents.push(parsed.data)
      else faults.push(...parsed.error.issues.map(({ path, message }) => `row ${row.row}: ${path.join('.')}: ${message}`))
    }
  }
  const codes = documents.map(({ category }) => category)
  faults.push(...new Set(codes.filter((code, index) => codes.indexOf(code) !== index).map((code) => `${code}: two rows have this code`)))
  return { documents, faults: [...new Set(faults)] }
}

function variantsOf({ prices }: PriceRow, columns: readonly ColumnMeaning[]): Variant[] {
  const levels = columns.flatMap((column, index) => {
    const rate = prices[index] ?? null
    return column.kind === 'voltage' && rate !== null ? [{ level: column.level, rate }] : []
  })
  const demands = columns.flatMap((column, index) => {
    const rate = prices[index] ?? null
    return column.kind === 'demand' && rate !== null ? [{ basis: column.basis, rate }] : []
  })
  const several = { levels: levels.length > 1, bases: demands.length > 1 }
  return levels.flatMap(({ level, rate }) =>
    (demands.length === 0 ? [null] : demands).map((demand): Variant => ({
      suffix: `${several.levels ? `-${levelCode(level)}` : ''}${several.bases && demand ? (demand.basis === 'maximum' ? '-D' : '-C') : ''}`,
      zh: [several.levels ? level : '', several.bases && demand ? (demand.basis === 'maximum' ? '按最大需量' : '按变压器容量') : ''].filter(Boolean).join(' '),
      en: [several.levels ? levelCode(level) : '', several.bases && demand ? (demand.basis === 'maximum' ? 'by maximum demand' : 'by capacity') : ''].filter(Boolean).join(' '),
      rate,
      demand,
    })),
  )
}

/** `不满1千伏` → `LV`, `1-10千伏` → `10`, `35-110千伏以下` (from 35 to below 110) → `35`, `220千伏及以上` → `220`. */
export function levelCode(level: string): string {
  if (/(不满|below|under|<)\s*1(?!\d)|低压|220\s*\/\s*380/i.test(level)) return 'LV'
  const numbers = level.match(/\d+/g)?.map(Number) ?? []
  if (numbers.length === 0) return 'X'
  return String(/以下|below|under/i.test(level) && numbers.length > 1 ? Math.min(...numbers) : Math.max(...numbers))
}

function documentFor({ code, nameZh, nameEn, class: group }: RowMapping, { suffix, zh, en, rate, demand }: Variant, { effectiveFrom, source }: TableMapping) {
  const named = (name: string, more: string) => (more === '' ? name : `${name} (${more})`)
  const written = source.number === undefined || source.number === '' ? { title: source.title } : { title: source.title, number: source.number }
  return {
    category: `${code.trim()}${suffix}`,
    name: { 'zh-CN': named(nameZh.trim(), zh), en: named(nameEn.trim(), en) },
    class: group,
    currency: 'CNY',
    versions: [
      {
        effectiveFrom,
        source: written,
        charges: [
          { code: 'energy', kind: 'energy', rate },
          ...(demand ? [{ code: demand.basis === 'maximum' ? 'demand' : 'capacity', kind: 'demand', rate: demand.rate, unit: demand.basis === 'maximum' ? 'kW' : 'kVA', basis: demand.basis }] : []),
        ],
      },
    ],
  }
}
