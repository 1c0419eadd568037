/** Reading what people type into tables: separators, full-width digits, units, many ways to write a month. */
import { billingMonth, isBillingMonth, type BillingMonth } from '../plain-date'

/** Full-width digits, points, commas and signs as their plain counterparts. */
const narrowed = (text: string): string => text.normalize('NFKC').replaceAll('，', ',').replaceAll('。', '.').replaceAll('−', '-').trim()

const UNITS = /(元|kwh|千瓦时|度|户)$/i
const GROUPED = /^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/
const PLAIN = /^[+-]?\d+(\.\d+)?$/

/** `１,222,252.36 元` → `"1222252.36"`; null when it is no number. A comma stands between thousands only. */
export function readDecimal(text: string): string | null {
  const bare = narrowed(text).replace(/\s+/g, '').replace(/^[¥￥]/, '').replace(UNITS, '')
  if (PLAIN.test(bare)) return bare.replace(/^\+/, '')
  return GROUPED.test(bare) ? bare.replaceAll(',', '').replace(/^\+/, '') : null
}

/** `20,245` → 20245; null when it is no whole number that fits. */
export function readCount(text: string): number | null {
  const decimal = readDecimal(text)
  if (decimal === null || !/^-?\d+(\.0+)?$/.test(decimal)) return null
  const count = Number(decimal)
  return Number.isSafeInteger(count) ? count : null
}

/** `2013-06`, `2013/6`, `201306`, `2013年6月`, `2013-06-01` → 2013-06; null when it is no month. */
export function readMonth(text: string): BillingMonth | null {
  const match = /^(\d{4})(?:[-/.年](\d{1,2})月?(?:[-/.]?\d{1,2}日?)?|(\d{2}))$/.exec(narrowed(text).replace(/\s+/g, ''))
  if (!match) return null
  const month = `${match[1] ?? ''}-${(match[2] ?? match[3] ?? '').padStart(2, '0')}`
  return isBillingMonth(month) ? billingMonth(month) : null
}
