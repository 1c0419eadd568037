/** A row of a statement of energy and revenue by category and month. */
import { wh } from '../energy'
import { fen } from '../money'
import { firstDayOf, type BillingMonth } from '../plain-date'
import { nameKey, type ColumnOf } from './columns'
import { finding, type CellAt, type Finding, type Names, type ReadRow } from './finding'
import { priceFinding } from './price-finding'
import type { PriceRange } from './price-range'
import { readCount, readMonth, readScaled } from './read-cells'

type Column = ColumnOf<'category-months'>

export interface StatementContext extends Names {
  /** What a kWh can cost in the category in the month; null when the tariff does not say. */
  priceRange: (categoryId: number, month: BillingMonth) => PriceRange | null
}

/** Reads rows to station, month, category, accounts, Wh, fen. */
export const categoryMonthReader =
  (context: StatementContext) =>
  (cell: CellAt<Column>): ReadRow => {
    const findings: Finding[] = []
    const blocked = (column: Column, code: Finding['code'], params: Finding['params'] = {}) => {
      findings.push(finding(column, code, { value: cell(column), ...params }))
      return null
    }
    const month = readMonth(cell('month')) ?? blocked('month', 'unreadable', { expected: 'month' })
    const stationId = context.stations.get(nameKey(cell('station'))) ?? blocked('station', 'unknown-station')
    const categoryId = context.categories.get(nameKey(cell('category'))) ?? blocked('category', 'unknown-category')
    const accounts = readCount(cell('accounts')) ?? blocked('accounts', 'unreadable', { expected: 'count' })
    const energyWh = readScaled(cell('energyKwh'), 3) ?? blocked('energyKwh', 'unreadable', { expected: 'energy' })
    const amountFen = readScaled(cell('amountYuan'), 2) ?? blocked('amountYuan', 'unreadable', { expected: 'money' })
    if (accounts !== null && accounts < 0) blocked('accounts', 'negative')
    if (energyWh?.startsWith('-')) blocked('energyKwh', 'negative')
    if (month === null || stationId === null || categoryId === null || accounts === null || energyWh === null || amountFen === null) return { values: null, findings }
    if (findings.length > 0) return { values: null, findings }
    if (accounts === 0 && /[1-9]/.test(energyWh)) findings.push(finding('accounts', 'no-accounts'))
    const range = context.priceRange(categoryId, month)
    const outlier = range && priceFinding(wh(BigInt(energyWh)), fen(BigInt(amountFen)), range)
    return { values: [String(stationId), firstDayOf(month), String(categoryId), String(accounts), energyWh, amountFen], findings: outlier ? [...findings, outlier] : findings }
  }
