/**
 * Reading a price table as price authorities publish it: categories of use in rows, voltage levels or periods of the day in
 * columns or rows, tiers in rows, prices of the two-part tariff and government funds beside them. What it finds is a guess
 * that a person confirms before anything is drafted.
 */
import { isDecimal } from '../../decimal'
import type { TariffDocument } from '../document'
import { readHead, type ColumnMeaning, type Grid } from './read-head'
import { tierIn, type PrintedTier } from './tier-words'
import { classIn, isLevel, isNumberedSection, NO_PRICE, NOTE, periodIn, plainCell, withoutNumbering, type PriceUnit } from './words'

/** One row of the file: the prices of a category, perhaps of one tier, voltage level or period of it. */
export interface PriceLine {
  /** Counted from 1 in the file. */
  row: number
  level: string | null
  period: string | null
  tier: PrintedTier | null
  /** By column, as they stand; empty without a price. */
  cells: string[]
}

/** A category of use with all its rows. */
export interface PriceRow {
  /** Its first row. */
  row: number
  name: string
  /** The heading it stands under. */
  section: string | null
  class: TariffDocument['class']
  lines: PriceLine[]
}

export interface PriceTable {
  columns: ColumnMeaning[]
  rows: PriceRow[]
  /** Whether its notes say that the prices hold the government funds. */
  fundsIncluded: boolean
}

/** Never throws, whatever the grid holds; a grid without a price table comes back without rows. */
export function readPriceTable(grid: Grid): PriceTable {
  const head = readHead(grid)
  if (!head) return { columns: [], rows: [], fundsIncluded: false }
  const rows = readRows(grid, head.bodyFrom, head.columns)
  const columns = head.unitStated ? head.columns : withLikelyUnit(head.columns, rows)
  const notes = grid.flat().join(' ')
  return { columns, rows, fundsIncluded: /含[^。；;]{0,12}(基金|附加)/.test(notes) && !/不含[^。；;]{0,12}(基金|附加)/.test(notes) }
}

interface Names {
  /** What names the category itself; empty in a row that goes on with the one above. */
  name: string
  level: string | null
  period: string | null
  tier: PrintedTier | null
}

function readRows(grid: Grid, from: number, columns: readonly ColumnMeaning[]): PriceRow[] {
  const rows: PriceRow[] = []
  let section: string | null = null
  let current: { row: PriceRow; printed: string } | null = null
  for (let index = from; index < grid.length; index += 1) {
    const { names, cells, priced, isNote } = bodyRow(grid[index] ?? [], columns)
    if (isNote) break
    const part = names.level !== null || names.period !== null || names.tier !== null
    if (names.name === '' && !part) continue
    const line: PriceLine = { row: index + 1, level: names.level, period: names.period, tier: names.tier, cells }
    if (part && current && (names.name === '' || names.name === current.printed)) {
      if (priced) current.row.lines.push(line)
      continue
    }
    const isSection = names.name !== '' && (isNumberedSection(names.name) || !priced)
    if (isSection) section = withoutNumbering(names.name)
    if (isSection && !priced) current = null
    const name = names.name === '' ? (section ?? '') : withoutNumbering(names.name)
    if (!priced || name === '') continue
    const row: PriceRow = { row: index + 1, name, section: isSection || names.name === '' ? null : section, class: classIn(name) ?? classIn(section ?? '') ?? 'other', lines: [line] }
    current = { row, printed: names.name }
    rows.push(row)
  }
  return rows
}

interface BodyRow {
  names: Names
  /** As they stand, but for the names and what merging repeats of them. */
  cells: string[]
  priced: boolean
  isNote: boolean
}

function bodyRow(printed: readonly string[], columns: readonly ColumnMeaning[]): BodyRow {
  const texts = columns.flatMap(({ kind }, column) => (kind === 'name' ? [(printed[column] ?? '').trim()] : []))
  const cells = columns.map((_, column) => {
    const cell = (printed[column] ?? '').trim()
    return texts.includes(cell) ? '' : cell
  })
  const priced = cells.some((cell, column) => columns[column]?.kind !== 'name' && columns[column]?.kind !== 'ignore' && !NO_PRICE.test(plainCell(cell)))
  return { names: namesIn(texts), cells, priced, isNote: NOTE.test(texts.find((text) => text !== '') ?? '') }
}

/** The last of the name cells that names something: merged cells repeat or leave out the first. */
function namesIn(texts: readonly string[]): Names {
  const names: Names = { name: '', level: null, period: null, tier: null }
  for (const text of texts) {
    if (text === '') continue
    const tier = tierIn(text)
    const period = periodIn(withoutNumbering(text))
    if (tier) {
      names.tier = tier.tier
      if (tier.name !== '') names.name = tier.name
    } else if (period !== null) names.period = period
    else if (isLevel(text) && /^(不满|低于|低压|below|under|<)?\s*\d/i.test(withoutNumbering(text))) names.level = withoutNumbering(text)
    else names.name = text
  }
  return names
}

const FROM_FEN = 10
const FROM_THOUSAND = 100

/** Where no unit is stated, prices of 54 are fen and prices of 546 yuan for a thousand kWh; the person sees which was taken. */
function withLikelyUnit(columns: readonly ColumnMeaning[], rows: readonly PriceRow[]): ColumnMeaning[] {
  const prices = rows.flatMap(({ lines }) => lines.flatMap(({ cells }) => cells.filter((cell, index) => columns[index]?.kind === 'price' && isDecimal(plainCell(cell)))))
  const wholes = prices.map((price) => Number(plainCell(price).split('.')[0])).sort((a, b) => a - b)
  const middle = wholes[Math.floor(wholes.length / 2)] ?? 0
  const unit: PriceUnit = middle >= FROM_THOUSAND ? 'yuan-1000' : middle >= FROM_FEN ? 'fen' : 'yuan'
  return columns.map((column) => (column.kind === 'price' || column.kind === 'fund' ? { ...column, unit } : column))
}
