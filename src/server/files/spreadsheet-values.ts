import 'server-only'

const SIGNIFICANT_DIGITS = 15

/** A number as it was typed: Excel keeps 15 digits, and the binary noise behind them is dropped. */
export function numberText(value: number): string {
  const text = String(Number(value.toPrecision(SIGNIFICANT_DIGITS)))
  return /e/i.test(text) ? value.toLocaleString('en-US', { useGrouping: false, maximumFractionDigits: 6 }) : text
}

const WHOLE = /^\d{1,15}$/

/** A number as the file itself writes it. */
export const storedNumberText = (text: string): string => (WHOLE.test(text) ? text : numberText(Number(text)))

const DAY_MS = 86_400_000
/** The days from Excel's zero to 1970; a workbook may count from 1904 instead. */
const EPOCH_DAYS = { since1900: 25_569, since1904: 24_107 }

/** A day number as `YYYY-MM-DD`; its time of day is dropped. */
export function dayText(serial: string, since1904: boolean): string {
  const days = Math.floor(Number(serial)) - (since1904 ? EPOCH_DAYS.since1904 : EPOCH_DAYS.since1900)
  const date = new Date(days * DAY_MS)
  return Number.isNaN(date.getTime()) ? serial : date.toISOString().slice(0, 10)
}

/** How many digits a format of zeros alone shows, such as `0000000000` for account numbers; null of any other. */
export const zeroDigits = (format: string | undefined): number | null => /^(0{2,})(;|$)/.exec(format ?? '')?.[1]?.length ?? null

/** A whole number as such a format shows it. */
export const withZeros = (number: string, digits: number | null | undefined): string => (digits && /^\d+$/.test(number) ? number.padStart(digits, '0') : number)

const ESCAPED = /_x([0-9A-Fa-f]{4})_/g

/** Letters that XML cannot hold are written as `_x000D_` (and the sign itself, where it is meant, as `_x005F_`). Source: ECMA-376, ST_Xstring. */
export const unescaped = (text: string): string => (text.includes('_x') ? text.replace(ESCAPED, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16))) : text)
