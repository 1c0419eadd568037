/**
 * The only place that writes numbers, money and dates for people. Money and energy are grouped digit by digit from their
 * whole units: no float comes near them.
 */
import { fenToYuan, type Fen } from '@/domain/money'
import { whToKwh, type Wh } from '@/domain/energy'
import type { BillingMonth, PlainDate } from '@/domain/plain-date'
import { formatScaled, roundHalfUp } from '@/domain/decimal'

export type FormatLocale = 'zh-CN' | 'en'

/** A true minus sign is as wide as a plus, so that columns line up. */
const MINUS = '−'

/** `"1234567.5"` → `"1,234,567.5"`. */
export function grouped(decimal: string): string {
  const [whole = '', fraction] = decimal.replace('-', '').split('.')
  const text = whole.replace(/\B(?=(\d{3})+$)/g, ',') + (fraction === undefined ? '' : `.${fraction}`)
  return decimal.startsWith('-') ? MINUS + text : text
}

const signed = (decimal: string): string => (decimal.startsWith('-') || /^[0.]+$/.test(decimal) ? grouped(decimal) : `+${grouped(decimal)}`)

export const formatYuan = (amount: Fen): string => grouped(fenToYuan(amount))
export const formatSignedYuan = (amount: Fen): string => signed(fenToYuan(amount))
export const formatKwh = (energy: Wh): string => grouped(whToKwh(energy))
export const formatSignedKwh = (energy: Wh): string => signed(whToKwh(energy))
export const formatCount = (count: number | bigint): string => grouped(String(count))
export const formatSignedCount = (count: number | bigint): string => signed(String(count))

/** Ten thousand yuan with two decimals, for axes and headlines; the exact amount stands beside it or on hover. */
export const formatWanYuan = (amount: Fen): string => grouped(formatScaled(roundHalfUp(amount, 10_000n), 2, { keepZeros: true }))

/** `"13.56"` → `"+13.56 %"`; null (no comparison) → `"—"`. */
export const formatPercent = (percent: string | null): string => (percent === null ? '—' : `${signed(percent)} %`)

/** A share such as `"0.8"` → `"0.8 %"`, without a sign. */
export const formatShare = (percent: string): string => `${grouped(percent)} %`

/** A size on disk in the largest unit (of 1,000) that leaves at least one whole: `1.5 GB`. */
export function formatBytes(bytes: number): string {
  const power = Math.min(BYTE_UNITS.length - 1, Math.max(0, Math.floor((String(Math.trunc(bytes)).length - 1) / 3)))
  const tenths = Math.round(bytes / 1000 ** power * 10)
  return `${grouped(power === 0 ? String(bytes) : `${Math.floor(tenths / 10)}.${tenths % 10}`)} ${BYTE_UNITS[power] ?? ''}`
}

const BYTE_UNITS = ['B', 'kB', 'MB', 'GB', 'TB']

/** What an average price changed by, with its sign. */
export const formatSignedPrice = (difference: string): string => signed(difference)

export const formatPrice = (price: string | null): string => price ?? '—'

export function formatMonth(month: BillingMonth, locale: FormatLocale): string {
  const [year = '', number = ''] = month.split('-')
  return locale === 'zh-CN' ? `${year}年${Number(number)}月` : `${ENGLISH_MONTHS[Number(number) - 1] ?? number} ${year}`
}

/** One month, or from which to which: `2013年6月 – 2013年9月`. */
export const formatMonths = ({ from, to }: { from: BillingMonth; to: BillingMonth }, locale: FormatLocale): string => (from === to ? formatMonth(from, locale) : `${formatMonth(from, locale)} – ${formatMonth(to, locale)}`)

export function formatDate(date: PlainDate, locale: FormatLocale): string {
  const [year = '', month = '', day = ''] = date.split('-')
  return locale === 'zh-CN' ? `${year}年${Number(month)}月${Number(day)}日` : `${Number(day)} ${ENGLISH_MONTHS[Number(month) - 1] ?? month} ${year}`
}

const ENGLISH_MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

const instants: Record<FormatLocale, Intl.DateTimeFormat> = {
  'zh-CN': new Intl.DateTimeFormat('zh-CN', { timeZone: 'Asia/Shanghai', dateStyle: 'medium', timeStyle: 'short' }),
  en: new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Shanghai', dateStyle: 'medium', timeStyle: 'short' }),
}

/** `A, B and C` in the words of the language. */
export const formatList = (items: readonly string[], locale: FormatLocale): string => new Intl.ListFormat(locale, { type: 'conjunction' }).format(items)

/** A moment on China's clock. */
export const formatInstant = (instant: Date, locale: FormatLocale): string => instants[locale].format(instant)
