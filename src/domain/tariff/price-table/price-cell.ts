/** What stands in the price cells of a table, in yuan, and which of them a person has to decide about. */
import { formatScaled, isDecimal, parseDecimal } from '../../decimal'
import type { ColumnMeaning } from './read-head'
import type { PriceRow } from './read-price-table'
import { NO_PRICE, plainCell, type PriceUnit } from './words'

/** A cell that is no price, named as people find it in the file: both counted from 1. */
export interface CellFault {
  row: number
  column: number
  found: string
}

/** What a person decided about such a cell: the price in yuan, or null to leave it out. */
export interface CellDecision {
  row: number
  column: number
  price: string | null
}

/** Powers of ten between a unit and yuan per kWh. */
const SHIFT: Record<PriceUnit, number> = { yuan: 0, fen: 2, 'yuan-1000': 3 }

/** More than this is a slip, or another unit: yuan per kWh, and yuan per kW or kVA and month. */
const MOST_PER_KWH = 10
const MOST_PER_KW = 1000

type Read = { price: string } | 'empty' | 'fault'

/** The price in a cell of the column, in yuan. */
export function readCell(cell: string, meaning: ColumnMeaning): Read {
  if (meaning.kind === 'ignore' || meaning.kind === 'name') return 'empty'
  const text = plainCell(cell)
  if (NO_PRICE.test(text)) return 'empty'
  if (!isDecimal(text) || /^[+-]/.test(text)) return 'fault'
  const most = meaning.kind === 'demand' ? MOST_PER_KW : MOST_PER_KWH
  const price = meaning.kind === 'demand' ? text : inYuan(text, meaning.unit)
  return Number(price.split('.')[0]) >= most ? 'fault' : { price }
}

/** The same price in yuan per kWh, exactly. */
export function inYuan(text: string, unit: PriceUnit): string {
  if (unit === 'yuan') return text
  const { unscaled, scale } = parseDecimal(text)
  return formatScaled(unscaled, scale + SHIFT[unit])
}

/** The cells of a row's lines that are no price, but for those decided. */
export const undecidedCells = ({ lines }: PriceRow, columns: readonly ColumnMeaning[], decisions: readonly CellDecision[]): CellFault[] =>
  lines.flatMap((line) =>
    columns.flatMap((meaning, index) => {
      const found = line.cells[index] ?? ''
      const open = readCell(found, meaning) === 'fault' && !decisions.some((decision) => decision.row === line.row && decision.column === index + 1 && isDecided(decision))
      return open ? [{ row: line.row, column: index + 1, found }] : []
    }),
  )

const isDecided = ({ price }: CellDecision): boolean => price === null || (isDecimal(price) && !/^[+-]/.test(price))

/** The price as the table or the person has it; null where there is none. */
export function priceAt(line: { row: number; cells: readonly string[] }, index: number, meaning: ColumnMeaning, decisions: readonly CellDecision[]): string | null {
  const read = readCell(line.cells[index] ?? '', meaning)
  if (read === 'empty') return null
  if (read !== 'fault') return read.price
  return decisions.find(({ row, column }) => row === line.row && column === index + 1)?.price ?? null
}

/** `C7`, as a spreadsheet names the cell. */
export function cellName({ row, column }: { row: number; column: number }): string {
  const letters = column > 26 ? String.fromCharCode(64 + Math.floor((column - 1) / 26)) : ''
  return `${letters}${String.fromCharCode(65 + ((column - 1) % 26))}${row}`
}
