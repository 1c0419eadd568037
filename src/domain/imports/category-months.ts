/** Checking a statement of energy and revenue by category and month, row by row. */
import { formatScaled } from '../decimal'
import { whFromKwh, whToKwh, type Wh } from '../energy'
import { averagePrice, fenFromYuan, fenToYuan, type Fen } from '../money'
import type { BillingMonth } from '../plain-date'
import { add, compare, multiply, ratio, subtract, toDecimalText, toScaled } from '../ratio'
import { likelySlips, type Slip } from './likely-slips'
import type { PriceRange } from './price-range'
import { readCount, readDecimal, readMonth } from './read-cells'

export const COLUMNS = ['month', 'station', 'category', 'accounts', 'energyKwh', 'amountYuan'] as const
export type Column = (typeof COLUMNS)[number]
export type Cells = Readonly<Record<Column, string>>

export type Severity = 'blocker' | 'held'

export interface Finding {
  column: Column
  code: 'unreadable' | 'unknown-station' | 'unknown-category' | 'negative' | 'duplicate' | 'no-accounts' | 'price-out-of-range'
  /** A blocker must be corrected; what is held may be confirmed as right instead. */
  severity: Severity
  params: Readonly<Record<string, string>>
  /** Values that would be plausible, the likeliest first. */
  slips?: readonly Slip[]
}

export interface CategoryMonthRow {
  stationId: number
  month: BillingMonth
  categoryId: number
  accounts: number
  energyWh: Wh
  amountFen: Fen
}

export interface CheckedRow {
  parsed: CategoryMonthRow | null
  findings: Finding[]
}

export interface CheckContext {
  stationByName: ReadonlyMap<string, number>
  categoryByName: ReadonlyMap<string, number>
  /** What a kWh can cost in the category in the month; null when the tariff does not say. */
  priceRange: (categoryId: number, month: BillingMonth) => PriceRange | null
}

/** Bills of a month hold corrections and part months: two per cent beyond the tariff's own range is still believable. */
const TOLERANCE = ratio(2n, 100n)

export function checkCategoryMonths(rows: readonly Cells[], context: CheckContext): CheckedRow[] {
  const seen = new Map<string, number>()
  return rows.map((cells, index) => {
    const checked = checkRow(cells, context)
    if (!checked.parsed) return checked
    const { stationId, month, categoryId } = checked.parsed
    const key = `${stationId} ${month} ${categoryId}`
    const first = seen.get(key)
    if (first === undefined) seen.set(key, index)
    else checked.findings.push({ column: 'category', code: 'duplicate', severity: 'blocker', params: { place: String(first) } })
    return checked
  })
}

function checkRow(cells: Cells, context: CheckContext): CheckedRow {
  const findings: Finding[] = []
  const blocked = (column: Column, code: Finding['code'], params: Finding['params'] = {}) => {
    findings.push({ column, code, severity: 'blocker', params: { value: cells[column], ...params } })
    return null
  }
  const month = readMonth(cells.month) ?? blocked('month', 'unreadable', { expected: 'month' })
  const stationId = context.stationByName.get(nameKey(cells.station)) ?? blocked('station', 'unknown-station')
  const categoryId = context.categoryByName.get(nameKey(cells.category)) ?? blocked('category', 'unknown-category')
  const accounts = readCount(cells.accounts) ?? blocked('accounts', 'unreadable', { expected: 'count' })
  const energyWh = exact(cells.energyKwh, whFromKwh) ?? blocked('energyKwh', 'unreadable', { expected: 'energy' })
  const amountFen = exact(cells.amountYuan, fenFromYuan) ?? blocked('amountYuan', 'unreadable', { expected: 'money' })
  if (accounts !== null && accounts < 0) blocked('accounts', 'negative')
  if (energyWh !== null && energyWh < 0n) blocked('energyKwh', 'negative')
  if (month === null || stationId === null || categoryId === null || accounts === null || energyWh === null || amountFen === null) return { parsed: null, findings }
  if (accounts === 0 && energyWh > 0n) findings.push({ column: 'accounts', code: 'no-accounts', severity: 'held', params: {} })
  const parsed = { stationId, month, categoryId, accounts, energyWh, amountFen }
  const outlier = priceFinding(parsed, context.priceRange(categoryId, month))
  return { parsed, findings: outlier ? [...findings, outlier] : findings }
}

/** Names are compared without spaces, width or case. */
export const nameKey = (name: string): string => name.normalize('NFKC').replace(/\s+/g, '').toLowerCase()

function exact<Value>(text: string, read: (decimal: string) => Value): Value | null {
  const decimal = readDecimal(text)
  if (decimal === null) return null
  try {
    return read(decimal)
  } catch {
    return null
  }
}

/** Holds an amount that no bill under the tariff could come to, with the range and the likely slip. */
function priceFinding({ energyWh, amountFen }: CategoryMonthRow, range: PriceRange | null): Finding | null {
  if (!range) return null
  const low = subtract(range.low, multiply(range.low, TOLERANCE))
  const high = add(range.high, multiply(range.high, TOLERANCE))
  const kwh = ratio(energyWh, 1000n)
  const [amountLow, amountHigh] = [multiply(kwh, low), multiply(kwh, high)]
  const amount = ratio(amountFen, 100n)
  if (compare(amount, amountLow) >= 0 && compare(amount, amountHigh) <= 0) return null
  return {
    column: 'amountYuan',
    code: 'price-out-of-range',
    severity: 'held',
    params: {
      price: averagePrice(amountFen, energyWh, 4) ?? '—',
      priceLow: toDecimalText(low, 4),
      priceHigh: toDecimalText(high, 4),
      amountLow: formatScaled(toScaled(amountLow, 2), 2, { keepZeros: true }),
      amountHigh: formatScaled(toScaled(amountHigh, 2), 2, { keepZeros: true }),
      energyKwh: whToKwh(energyWh),
    },
    slips: likelySlips(fenToYuan(amountFen), { low: amountLow, high: amountHigh }),
  }
}
