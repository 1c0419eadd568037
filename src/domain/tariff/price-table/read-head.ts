/** The head of a price table: which rows it takes, and what each column under it means. */
import { isLevel, hasPrice, isNumberedSection, periodIn, unitIn, type PriceUnit } from './words'

export type Grid = readonly (readonly string[])[]

export type ColumnMeaning =
  | { kind: 'ignore' }
  | { kind: 'name' }
  /** Prices of energy, perhaps of one voltage level or period of the day. */
  | { kind: 'price'; level: string | null; period: string | null; unit: PriceUnit }
  /** Government funds and surcharges for each kWh. */
  | { kind: 'fund'; unit: PriceUnit }
  | { kind: 'demand'; basis: 'maximum' | 'contract' }

export interface TableHead {
  columns: ColumnMeaning[]
  /** The first row below the head, counted from 0. */
  bodyFrom: number
  /** False when no unit stands anywhere. */
  unitStated: boolean
}

const MAXIMUM = /最大需量|maximum demand/i
const CAPACITY = /变压器容量|受电容量|transformer capacity|contract(ed)? capacity/i
const BASIC = /基本电价|basic charge/i
const FUND = /基金|附加|government fund|surcharge/i
const NAME = /用电分类|用电类别|分类|类别|分档|档次|电压等级|时段|category|class of use/i
const PRICE = /电价|price|rate/i
const REMARK = /备注|说明|remark|note/i

const isPriceHead = (cell: string): boolean =>
  isLevel(cell) || periodIn(cell) !== null || MAXIMUM.test(cell) || CAPACITY.test(cell) || FUND.test(cell) || PRICE.test(cell) || unitIn(cell) !== null

/** Null when the grid has no row that reads like the head of a price table. */
export function readHead(grid: Grid): TableHead | null {
  const first = grid.findIndex(isHead)
  if (first === -1) return null
  let last = first
  while (continuesHead(grid[last + 1])) last += 1
  const heads = grid.slice(first, last + 1).map((row, index, all) => (index < all.length - 1 ? carriedRight(row) : row))
  const stated = unitAbove(grid.slice(0, first))
  const width = grid.reduce((most, row) => Math.max(most, row.length), 0)
  const columns = Array.from({ length: width }, (_, column) => meaningOf(heads.map((row) => row[column] ?? ''), stated ?? 'yuan'))
  const firstPrice = columns.findIndex(({ kind }) => kind !== 'name' && kind !== 'ignore')
  if (firstPrice === -1) return null
  if (!columns.some(({ kind }) => kind === 'name') && firstPrice > 0) columns[firstPrice - 1] = { kind: 'name' }
  return { columns, bodyFrom: last + 1, unitStated: stated !== null || heads.flat().some((cell) => unitIn(cell) !== null) }
}

/** At least two different heads, of which one is of prices; a title merged over the row is one. */
const isHead = (row: readonly string[]): boolean =>
  !hasPrice(row) && !isNumberedSection(row[0] ?? '') && new Set(row.map((cell) => cell.trim()).filter((cell) => isPriceHead(cell) || NAME.test(cell))).size > 1 && row.some(isPriceHead)

const continuesHead = (row: readonly string[] | undefined): boolean =>
  row !== undefined && !hasPrice(row) && !isNumberedSection(row[0] ?? '') && row.slice(1).some(isPriceHead) && (row[0] ?? '').trim() !== (row[1] ?? '').trim()

/** A head over several columns stands in the first of them, unless the file repeats it. */
function carriedRight(row: readonly string[]): string[] {
  let left = ''
  return row.map((cell) => {
    if (cell.trim() !== '') left = cell
    return left
  })
}

const unitAbove = (rows: Grid): PriceUnit | null => rows.flat().map(unitIn).find((unit) => unit !== null) ?? null

function meaningOf(heads: readonly string[], unitOfTable: PriceUnit): ColumnMeaning {
  const own = heads.toReversed().find((cell) => cell.trim() !== '') ?? ''
  if (heads.some((cell) => MAXIMUM.test(cell)) && !CAPACITY.test(own)) return { kind: 'demand', basis: 'maximum' }
  if (heads.some((cell) => CAPACITY.test(cell))) return { kind: 'demand', basis: 'contract' }
  if (heads.some((cell) => BASIC.test(cell))) return basicCharge(heads.join(' '))
  const unit = heads.toReversed().map(unitIn).find((one) => one !== null) ?? unitOfTable
  if (FUND.test(own)) return { kind: 'fund', unit }
  const level = heads.find(isLevel)?.trim() ?? null
  const period = heads.map(periodIn).find((one) => one !== null) ?? null
  if (level !== null || period !== null) return { kind: 'price', level, period, unit }
  if (NAME.test(own)) return { kind: 'name' }
  return heads.some((cell) => PRICE.test(cell)) && !REMARK.test(own) ? { kind: 'price', level: null, period: null, unit } : { kind: 'ignore' }
}

/** 基本电价 alone is told apart by its unit. */
function basicCharge(heads: string): ColumnMeaning {
  if (/千伏安|kVA/i.test(heads)) return { kind: 'demand', basis: 'contract' }
  return /千瓦|kW/i.test(heads) ? { kind: 'demand', basis: 'maximum' } : { kind: 'ignore' }
}
