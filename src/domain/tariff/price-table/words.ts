/** The words of published price tables: voltage levels, periods of the day, units, classes of use. */
import { isDecimal } from '../../decimal'
import type { TariffDocument } from '../document'

/** Half-width digits and points, no spaces or thousands separators: as a decimal is written. */
export const plainCell = (cell: string): string =>
  cell.replace(/[０-９．－（）]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0)).replace(/[\s,，]/g, '')

export const NO_PRICE = /^[-—－–/／\\]*$/
export const NOTE = /^(注|备注|说明|note|remark)s?\s*[:：.、]?/i
const NUMBERING = /^\s*(?:[一二三四五六七八九十]+[、.．]|[(（][一二三四五六七八九十\d]+[)）]|\d+\s*[、.．)）](?!\d)|其中\s*[:：]|of which\s*:?)\s*/i

/** A heading's own numbering, as in 一、居民生活用电. */
export const isNumberedSection = (name: string): boolean => /^\s*[一二三四五六七八九十]+[、.．]/.test(name)
export const withoutNumbering = (name: string): string => name.replace(NUMBERING, '').trim()

const VOLTAGE = /千伏(?!安)|kv\b|伏(?!安)/i
export const isLevel = (cell: string): boolean => VOLTAGE.test(cell) && /\d/.test(plainCell(cell)) && cell.length <= 30

const PERIODS: readonly [RegExp, string][] = [
  [/^(尖峰|尖|sharp|critical peak)/i, 'sharp'],
  [/^(深谷|deep valley)/i, 'deep-valley'],
  [/^(低谷|谷|valley|off-?\s?peak)/i, 'valley'],
  [/^(高峰|峰|peak)/i, 'peak'],
  [/^(平|flat|shoulder)/i, 'flat'],
]
const PERIOD_REST = /^(时段|段|时|期|电价|电度|hours?|period)*([(（].*[)）])?$/i

/** 尖峰, 高峰, 平段, 低谷, 深谷: the name that a meter's register has in a document, or null. */
export function periodIn(cell: string): string | null {
  const text = cell.trim()
  const found = PERIODS.find(([pattern]) => pattern.test(text))
  return found && PERIOD_REST.test(text.replace(found[0], '').trim()) ? found[1] : null
}

/** How a table writes a price of energy. */
export const PRICE_UNITS = ['yuan', 'fen', 'yuan-1000'] as const
export type PriceUnit = (typeof PRICE_UNITS)[number]

/** 元/千瓦时, 分/千瓦时, 元/千千瓦时 or 元/兆瓦时 in a head or a line above it; null where none is named. */
export function unitIn(text: string): PriceUnit | null {
  const plain = plainCell(text)
  if (/元[/／每](千千瓦时|兆瓦时|MWh)|(yuan|cny)\/MWh/i.test(plain)) return 'yuan-1000'
  if (/分[/／每](千瓦时|度|kWh)|fen\/kWh/i.test(plain)) return 'fen'
  return /元[/／每](千瓦时|度|kWh)|(yuan|cny)\/kWh/i.test(plain) ? 'yuan' : null
}

const CLASSES: readonly [RegExp, TariffDocument['class']][] = [
  [/非居民/i, 'general-commercial'],
  [/居民|residential|household|一户一表|合表/i, 'residential'],
  [/大工业|two-part|large industr/i, 'large-industrial'],
  [/农业|农村|排灌|agricult|irrigat/i, 'agricultural'],
  [/工商业|商业|非工业|普通工业|commerc|industr/i, 'general-commercial'],
]
export const classIn = (name: string): TariffDocument['class'] | null => CLASSES.find(([pattern]) => pattern.test(name))?.[1] ?? null

export const hasPrice = (row: readonly string[]): boolean => row.some((cell) => isDecimal(plainCell(cell)))
