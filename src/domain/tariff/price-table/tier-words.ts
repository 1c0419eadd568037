/** Tiers as tables word them: 第一档 2160千瓦时及以下, 2160-4800, 4800千瓦时以上, by year or by month. */
import { plainCell } from './words'

export interface PrintedTier {
  /** kWh up to and including which it reaches; null for what has no limit, or where none is named. */
  upTo: string | null
  basis: 'month' | 'year'
}

const STEP = /第\s*[一二三四五六\d]\s*档|(?:tier|block)\s*\d/i
const AMOUNT = /\d+(?:\.\d+)?/g
/** Words of a limit, without which a number is no tier. */
const LIMIT = /千瓦时|度|kWh|以下|以上|以内|超过|不超过|[≤<>≥]/i
const OPEN = /以上|超过|[>≥]|above|over/i
const CLOSED = /以下|以内|不超过|不高于|[≤<]|up to|below/i
/** From this many kWh on a limit is one of a year, where neither month nor year is named. */
const LEAST_OF_A_YEAR = 1000

/** What a name cell says of a tier, and what of it is the name; null when it names no tier. */
export function tierIn(cell: string): { name: string; tier: PrintedTier } | null {
  const text = plainCell(cell)
  const step = STEP.exec(text)
  const start = step ? step.index : /^(年|月|每月|每年|月均|年用电量?|月用电量?|用电量)*[(（]?(≤|<|>|≥|不超过|超过)?\d/.test(text) && LIMIT.test(text) && !/伏|kv/i.test(text) ? 0 : -1
  if (start === -1) return null
  const words = text.slice(start).replace(STEP, '')
  return { name: text.slice(0, start).replace(/[(（:：]$/, ''), tier: { upTo: limitIn(words), basis: basisOf(text, words) } }
}

function limitIn(words: string): string | null {
  const amounts = words.match(AMOUNT) ?? []
  const [first, second] = amounts
  if (first === undefined) return null
  if (second !== undefined && /\d[^\d]{0,12}(?:[-—－–~～至到]|to)[^\d]{0,6}\d/i.test(words)) return second
  return OPEN.test(words) && !CLOSED.test(words) ? null : first
}

function basisOf(text: string, words: string): PrintedTier['basis'] {
  if (/年|year/i.test(text)) return 'year'
  if (/月|month/i.test(text)) return 'month'
  return (words.match(AMOUNT) ?? []).some((amount) => Number(amount) >= LEAST_OF_A_YEAR) ? 'year' : 'month'
}
