/**
 * Reading a price table as price authorities publish it: categories of use in rows, voltage levels in columns, perhaps with
 * prices of the two-part tariff beside them. What it finds is a guess that a person confirms before anything is drafted.
 */
import { isDecimal } from '../../decimal'
import type { TariffDocument } from '../document'

export type ColumnMeaning = { kind: 'ignore' } | { kind: 'name' } | { kind: 'voltage'; level: string } | { kind: 'demand'; basis: 'maximum' | 'contract' }

export interface PriceRow {
  /** Counted from 1 in the file. */
  row: number
  name: string
  /** The heading it stands under. */
  section: string | null
  class: TariffDocument['class']
  /** By column; null without a price. */
  prices: (string | null)[]
}

export interface CellFault {
  row: number
  column: number
  found: string
  expected: string
}

export interface PriceTable {
  columns: ColumnMeaning[]
  rows: PriceRow[]
  /** Cells in price columns that are no price. */
  faults: CellFault[]
}

type Grid = readonly (readonly string[])[]

const VOLTAGE = /千伏|kv\b|伏/i
const MAXIMUM = /最大需量|maximum demand/i
const CAPACITY = /变压器容量|受电容量|transformer capacity|contract(ed)? capacity/i
const NAME = /用电分类|用电类别|分类|类别|category|class of use/i
const NO_PRICE = /^[-—－–/／\\]*$/
const NOTE = /^(注|备注|说明|note|remark)s?\s*[:：.、]?/i
const NUMBERING = /^\s*(?:[一二三四五六七八九十]+[、.．]|[(（][一二三四五六七八九十\d]+[)）]|\d+\s*[、.．)）]|其中\s*[:：]|of which\s*:?)\s*/i

const CLASSES: readonly [RegExp, TariffDocument['class']][] = [
  [/居民|residential|household|一户一表|合表/i, 'residential'],
  [/大工业|two-part|large industr/i, 'large-industrial'],
  [/农业|农村|排灌|agricult|irrigat/i, 'agricultural'],
  [/工商业|商业|非工业|普通工业|非居民|commerc|industr/i, 'general-commercial'],
]

/** Half-width digits and points, no spaces or thousands separators: as a decimal is written. */
export const plainCell = (cell: string): string =>
  cell.replace(/[０-９．－（）]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0)).replace(/[\s,，]/g, '')

const MOST_YUAN = 100

/** What is wrong with a price, or null. Yuan and less than a hundred. */
const priceFault = (text: string): string | null =>
  !isDecimal(text) || /^[+-]/.test(text) || Number(text.split('.')[0]) >= MOST_YUAN ? '0.5469' : null

/** Never throws, whatever the grid holds; a grid without a price table comes back without rows. */
export function readPriceTable(grid: Grid): PriceTable {
  const header = headerRows(grid)
  if (!header) return { columns: [], rows: [], faults: [] }
  const width = grid.reduce((most, row) => Math.max(most, row.length), 0)
  const columns = Array.from({ length: width }, (_, column) => meaningOf(header.map((row) => grid[row]?.[column] ?? '')))
  const firstPrice = columns.findIndex(({ kind }) => kind === 'voltage' || kind === 'demand')
  if (!columns.some(({ kind }) => kind === 'name') && firstPrice > 0) columns[firstPrice - 1] = { kind: 'name' }
  return { columns, ...readRows(grid, (header.at(-1) ?? 0) + 1, columns) }
}

/** The rows of the head: the one that names voltage levels, with those above it that name columns, too. */
function headerRows(grid: Grid): number[] | null {
  const level = grid.findIndex((row) => row.some((cell) => isLevel(cell)))
  if (level === -1) return null
  const above = level > 0 && grid[level - 1]?.some((cell) => NAME.test(cell) || MAXIMUM.test(cell) || CAPACITY.test(cell)) ? [level - 1] : []
  const below = grid[level + 1]?.some((cell) => MAXIMUM.test(cell) || CAPACITY.test(cell)) && !hasPrice(grid[level + 1] ?? []) ? [level + 1] : []
  return [...above, level, ...below]
}

const isLevel = (cell: string): boolean => VOLTAGE.test(cell) && /\d/.test(plainCell(cell)) && cell.length <= 30
const hasPrice = (row: readonly string[]): boolean => row.some((cell) => isDecimal(plainCell(cell)))

function meaningOf(heads: readonly string[]): ColumnMeaning {
  const own = heads.toReversed().find((cell) => cell.trim() !== '') ?? ''
  if (heads.some((cell) => MAXIMUM.test(cell)) && !CAPACITY.test(own)) return { kind: 'demand', basis: 'maximum' }
  if (heads.some((cell) => CAPACITY.test(cell))) return { kind: 'demand', basis: 'contract' }
  const level = heads.find(isLevel)
  if (level !== undefined) return { kind: 'voltage', level: level.trim() }
  return NAME.test(own) ? { kind: 'name' } : { kind: 'ignore' }
}

function readRows(grid: Grid, from: number, columns: readonly ColumnMeaning[]): Pick<PriceTable, 'rows' | 'faults'> {
  const rows: PriceRow[] = []
  const faults: CellFault[] = []
  let section: string | null = null
  for (let index = from; index < grid.length; index += 1) {
    const cells = grid[index] ?? []
    const name = nameIn(cells, columns)
    if (name === '') continue
    if (NOTE.test(name)) break
    const prices = columns.map((column, place) => priceIn(merged(cells[place] ?? '', name), column, (found, expected) => faults.push({ row: index + 1, column: place + 1, found, expected })))
    const isSection = /^\s*[一二三四五六七八九十]+[、.．]/.test(name) || prices.every((price) => price === null)
    if (isSection) section = name.replace(NUMBERING, '')
    if (prices.some((price) => price !== null)) {
      const own = name.replace(NUMBERING, '').trim()
      rows.push({ row: index + 1, name: own, section: isSection ? null : section, class: classOf(own) ?? classOf(section ?? '') ?? 'other', prices })
    }
  }
  return { rows, faults }
}

/** A heading merged over the whole row stands in its price cells too: there it is no price. */
const merged = (cell: string, name: string): string => (cell.trim() === name ? '' : cell)

/** The last of the name columns that says something: merged cells repeat or leave out the first. */
function nameIn(cells: readonly string[], columns: readonly ColumnMeaning[]): string {
  const names = columns.flatMap(({ kind }, column) => (kind === 'name' ? [(cells[column] ?? '').trim()] : []))
  return names.findLast((name) => name !== '') ?? ''
}

function priceIn(cell: string, { kind }: ColumnMeaning, report: (found: string, expected: string) => void): string | null {
  if (kind !== 'voltage' && kind !== 'demand') return null
  const text = plainCell(cell)
  if (NO_PRICE.test(text)) return null
  const fault = priceFault(text)
  if (fault === null) return text
  report(cell, fault)
  return null
}

const classOf = (name: string): TariffDocument['class'] | null => CLASSES.find(([pattern]) => pattern.test(name))?.[1] ?? null
