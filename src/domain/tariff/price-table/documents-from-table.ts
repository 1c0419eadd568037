/** Tariff documents from a price table whose columns, rows and doubtful cells a person has confirmed. */
import { catalogueDocumentSchema } from '../catalogue-document'
import type { TariffDocument } from '../document'
import { faultsIn, IN_WORDS, type Fault } from '../document-faults'
import { chargesOf } from './charges-of-variant'
import { levelCode } from './level-code'
import { undecidedCells, type CellDecision, type CellFault } from './price-cell'
import type { ColumnMeaning } from './read-head'
import type { PriceRow } from './read-price-table'
import { variantsOf, type Variant } from './variants'

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
  /** What ends the codes of a voltage level's categories where a row has several. */
  levels: readonly { level: string; code: string }[]
  /** The same for the two bases of the two-part tariff, and for prices by period beside others. */
  endings: { maximum: string; contract: string; byPeriod: string }
  rows: readonly RowMapping[]
  decisions: readonly CellDecision[]
  /** The printed prices hold the government funds: they are told apart. */
  fundsIncluded: boolean
}

export const USUAL_ENDINGS: TableMapping['endings'] = { maximum: 'D', contract: 'C', byPeriod: 'T' }

/** A fault with the row of the file it comes from. */
export type RowFault = Fault & { row?: number }

export interface TableDocuments {
  documents: TariffDocument[]
  faults: RowFault[]
  /** Categories with cells that are no price: drafted once a person has decided about them. */
  waiting: { row: number; name: string; cells: CellFault[] }[]
}

/**
 * One document for each row and voltage level that has a price, and for each basis of the two-part tariff that a customer
 * can choose between. A row with one price keeps its code; several take an ending each.
 */
export function documentsFromTable(rows: readonly PriceRow[], mapping: TableMapping): TableDocuments {
  const answer: TableDocuments = { documents: [], faults: [], waiting: [] }
  for (const mapped of mapping.rows.filter(({ code }) => code.trim() !== '')) {
    const row = rows.find((one) => one.row === mapped.row)
    if (!row) {
      answer.faults.push({ row: mapped.row, path: [], message: 'there is no such row' })
      continue
    }
    const cells = undecidedCells(row, mapping.columns, mapping.decisions)
    if (cells.length > 0) answer.waiting.push({ row: row.row, name: row.name, cells })
    else addDocuments(answer, row, mapped, mapping)
  }
  const codes = answer.documents.map(({ category }) => category)
  const twice = new Set(codes.filter((code, index) => codes.indexOf(code) !== index))
  answer.faults.push(...[...twice].map((code) => ({ path: [code], message: 'two rows have this code' })))
  return answer
}

function addDocuments(answer: TableDocuments, row: PriceRow, mapped: RowMapping, mapping: TableMapping): void {
  const variants = variantsOf(row, mapping)
  for (const variant of variants) {
    const made = chargesOf(variant, mapping.fundsIncluded)
    if ('fault' in made) {
      answer.faults.push({ row: row.row, path: [], message: made.fault })
      continue
    }
    const parsed = catalogueDocumentSchema.safeParse({ ...headOf(mapped, variant, variants, mapping), versions: [versionOf(made, mapping)] }, IN_WORDS)
    if (parsed.success) answer.documents.push(parsed.data)
    else answer.faults.push(...faultsIn(parsed.error).map((fault) => ({ row: row.row, ...fault })).filter((fault) => !answer.faults.some((other) => same(other, fault))))
  }
}

/** The codes that a row's categories will have: shown while the mapping is made. */
export function codesOfRow(row: PriceRow, mapped: RowMapping, mapping: TableMapping): string[] {
  if (mapped.code.trim() === '') return []
  const variants = variantsOf(row, mapping)
  return [...new Set(variants.map((variant) => headOf(mapped, variant, variants, mapping).category))]
}

/** Every voltage level that the table names, in its columns or its rows. */
export const levelsIn = (rows: readonly PriceRow[], columns: readonly ColumnMeaning[]): string[] => [
  ...new Set([...columns.flatMap((column) => (column.kind === 'price' && column.level !== null ? [column.level] : [])), ...rows.flatMap(({ lines }) => lines.flatMap(({ level }) => level ?? []))]),
]

const same = (a: RowFault, b: RowFault): boolean => JSON.stringify(a) === JSON.stringify(b)

function versionOf({ charges, periods }: { charges: object[]; periods: string[] }, { effectiveFrom, source }: TableMapping) {
  const written = source.number === undefined || source.number === '' ? { title: source.title } : { title: source.title, number: source.number }
  return { effectiveFrom, ...(periods.length === 0 ? {} : { periods }), source: written, charges }
}

/** What the category is called: the row's own code and names, with an ending for each choice that the row leaves. */
function headOf({ code, nameZh, nameEn, class: group }: RowMapping, variant: Variant, all: readonly Variant[], { levels, endings }: TableMapping) {
  const several = (pick: (one: Variant) => unknown) => new Set(all.map(pick)).size > 1
  const { level, demand, byPeriod } = variant
  const levelEnding = level !== null && several((one) => one.level) ? (levels.find((one) => one.level === level)?.code ?? levelCode(level)) : null
  const basis = demand && several((one) => one.demand?.basis) ? demand.basis : null
  const endingsOf = [levelEnding, byPeriod ? endings.byPeriod : null, basis && endings[basis]]
  const zh = [levelEnding === null ? null : level, byPeriod ? '分时' : null, basis === null ? null : basis === 'maximum' ? '按最大需量' : '按变压器容量']
  const en = [levelEnding, byPeriod ? 'time of use' : null, basis === null ? null : basis === 'maximum' ? 'by maximum demand' : 'by capacity']
  return {
    category: [code.trim(), ...endingsOf].filter((part) => part !== null && part !== '').join('-'),
    name: { 'zh-CN': named(nameZh, zh), en: named(nameEn, en) },
    class: group,
    currency: 'CNY',
  }
}

function named(name: string, parts: readonly (string | null)[]): string {
  const more = parts.filter((part) => part !== null).join(' ')
  return more === '' ? name.trim() : `${name.trim()} (${more})`
}
