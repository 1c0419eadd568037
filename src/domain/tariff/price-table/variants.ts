/** The categories that one row of a price table stands for: by voltage level, with or without periods, by basis of the two-part tariff. */
import { priceAt, type CellDecision } from './price-cell'
import type { ColumnMeaning } from './read-head'
import type { PriceLine, PriceRow } from './read-price-table'
import type { PrintedTier } from './tier-words'

export interface PricedCell {
  level: string | null
  period: string | null
  tier: PrintedTier | null
  rate: string
}

export interface Variant {
  level: string | null
  /** Its prices are by period of the day, beside others of the same level that are not. */
  byPeriod: boolean
  prices: PricedCell[]
  /** Yuan per kWh, by column. */
  funds: string[]
  demand: { basis: 'maximum' | 'contract'; rate: string } | null
}

interface Printed {
  columns: readonly ColumnMeaning[]
  decisions: readonly CellDecision[]
}

export function variantsOf(row: PriceRow, printed: Printed): Variant[] {
  const cells = row.lines.flatMap((line) => pricesIn(line, printed))
  const levels = [...new Set(cells.map(({ level }) => level))]
  return levels.flatMap((level) => {
    const own = cells.filter((cell) => cell.level === level)
    const lines = linesOf(row, level)
    const funds = fundsIn(lines, printed)
    const demands = demandsIn(lines, printed)
    const plain = own.filter(({ period }) => period === null)
    const timed = own.filter(({ period }) => period !== null)
    return [plain, timed].filter((prices) => prices.length > 0).flatMap((prices) =>
      (demands.length === 0 ? [null] : demands).map((demand): Variant => ({ level, byPeriod: prices === timed && plain.length > 0, prices, funds, demand })),
    )
  })
}

const pricesIn = (line: PriceLine, { columns, decisions }: Printed): PricedCell[] =>
  columns.flatMap((column, index) => {
    const rate = column.kind === 'price' ? priceAt(line, index, column, decisions) : null
    return column.kind === 'price' && rate !== null ? [{ level: line.level ?? column.level, period: line.period ?? column.period, tier: line.tier, rate }] : []
  })

/** The lines of a level, or all where the level stands in the columns. */
function linesOf({ lines }: PriceRow, level: string | null): PriceLine[] {
  const own = lines.filter((line) => line.level === level)
  return own.length > 0 ? own : lines
}

const fundsIn = (lines: readonly PriceLine[], { columns, decisions }: Printed): string[] =>
  columns.flatMap((column, index) => {
    if (column.kind !== 'fund') return []
    const fund = lines.map((line) => priceAt(line, index, column, decisions)).find((one) => one !== null)
    return fund === undefined || fund === null ? [] : [fund]
  })

function demandsIn(lines: readonly PriceLine[], { columns, decisions }: Printed): NonNullable<Variant['demand']>[] {
  const found = columns.flatMap((column, index) => {
    if (column.kind !== 'demand') return []
    const rate = lines.map((line) => priceAt(line, index, column, decisions)).find((one) => one !== null)
    return rate === undefined || rate === null ? [] : [{ basis: column.basis, rate }]
  })
  return found.filter(({ basis }, index) => found.findIndex((other) => other.basis === basis) === index)
}
