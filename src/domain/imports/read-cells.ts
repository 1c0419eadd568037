/** Reading what people type into tables: separators, full-width digits, units, many ways to write a month. */
import { billingMonth, isBillingMonth, isPlainDate, type BillingMonth, type PlainDate } from '../plain-date'

/** Full-width digits, points, commas and signs as their plain counterparts. */
const narrowed = (text: string): string => text.normalize('NFKC').replaceAll('，', ',').replaceAll('。', '.').replaceAll('−', '-').trim()

const UNITS = /(元|kwh|千瓦时|度|户)$/i
const GROUPED = /^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/
const PLAIN = /^[+-]?\d+(\.\d+)?$/

/** `１,222,252.36 元` → `"1222252.36"`; null when it is no number. A comma stands between thousands only. */
export function readDecimal(text: string): string | null {
  if (PLAIN.test(text)) return text.startsWith('+') ? text.slice(1) : text
  const plain = narrowed(text).replace(/\s+/g, '').replace(/^[¥￥]/, '').replace(UNITS, '')
  if (PLAIN.test(plain)) return plain.replace(/^\+/, '')
  return GROUPED.test(plain) ? plain.replaceAll(',', '').replace(/^\+/, '') : null
}

/** `20,245` → 20245; null when it is no whole number that fits. */
export function readCount(text: string): number | null {
  const decimal = readDecimal(text)
  if (decimal === null || !/^-?\d+(\.0+)?$/.test(decimal)) return null
  const count = Number(decimal)
  return Number.isSafeInteger(count) ? count : null
}

const MOST_DIGITS = 13

/**
 * A number in whole units of 10^-`decimals`, as text: `"126.5"` with 3 → `"126500"`. Rows come by the million and the
 * database does the arithmetic, so nothing is made of the digits here. Null when it is no number, is finer, or has more
 * digits than any meter or bill.
 */
export function readScaled(text: string, decimals: number): string | null {
  const decimal = readDecimal(text)
  if (decimal === null) return null
  const point = decimal.indexOf('.')
  const whole = point === -1 ? decimal : decimal.slice(0, point)
  const fraction = point === -1 ? '' : withoutZeros(decimal.slice(point + 1), decimals)
  if (fraction.length > decimals || whole.length + decimals > MOST_DIGITS) return null
  return whole + fraction.padEnd(decimals, '0')
}

/** Zeros beyond the last place say nothing. */
const withoutZeros = (fraction: string, decimals: number): string => (fraction.length <= decimals ? fraction : fraction.replace(/0+$/, ''))

/** `2013-06`, `2013/6`, `201306`, `2013年6月`, `2013-06-01` → 2013-06; null when it is no month. */
export function readMonth(text: string): BillingMonth | null {
  const match = /^(\d{4})(?:[-/.年](\d{1,2})月?(?:[-/.]?\d{1,2}日?)?|(\d{2}))$/.exec(narrowed(text).replace(/\s+/g, ''))
  if (!match) return null
  const month = `${match[1] ?? ''}-${(match[2] ?? match[3] ?? '').padStart(2, '0')}`
  return isBillingMonth(month) ? billingMonth(month) : null
}

/** `2013-06-01`, `2013/6/1`, `20130601`, `2013年6月1日` (a time behind it is dropped); null when there is no such day. */
export function readDate(text: string): PlainDate | null {
  const match = /^(\d{4})(?:[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d{2})(\d{2}))(?:[ T].*)?$/.exec(narrowed(text))
  if (!match) return null
  const date = `${match[1] ?? ''}-${(match[2] ?? match[4] ?? '').padStart(2, '0')}-${(match[3] ?? match[5] ?? '').padStart(2, '0')}`
  return isPlainDate(date) ? date : null
}

/** Exports keep leading zeros by `="0107012345"`, a leading `'` or a tab. */
const asText = (text: string): string => /^="(.*)"$/.exec(text)?.[1] ?? text.replace(/^['\t]+/, '')

/** An account number as it is; null when it cannot be one. */
export function readAccountNo(text: string): string | null {
  if (/^\d{1,32}$/.test(text)) return text
  const number = narrowed(asText(text)).replace(/\s+/g, '')
  return /^[0-9A-Za-z-]{1,32}$/.test(number) ? number : null
}

/** A name, an address: anything but a formula. Null when empty, too long, or a spreadsheet would work it out. */
export function readText(text: string, mostLetters: number): string | null {
  const value = asText(text).trim()
  return value === '' || value.length > mostLetters || isFormula(value) ? null : value
}

/** No text in the database holds a NUL: what a file has of them is shown by their sign. */
export const hasNul = (text: string): boolean => text.includes(NUL)
export const withoutNul = (text: string): string => text.replaceAll(NUL, '␀')
const NUL = '\0'

/** Text that a spreadsheet would run. */
export const isFormula = (text: string): boolean => /^[=@]/.test(text) && !/^="[^"]*"$/.test(text)

/** Remembers what texts came to: a file of millions of rows says the same few over and over. */
export function remembered<Value>(read: (text: string) => Value, most = 10_000): (text: string) => Value {
  const known = new Map<string, Value>()
  return (text) => {
    const before = known.get(text)
    if (before !== undefined || known.has(text)) return before as Value
    if (known.size >= most) known.clear()
    const value = read(text)
    known.set(text, value)
    return value
  }
}
