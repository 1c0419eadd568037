/** From values to pixels along one axis, with round ticks. Pixels and tick positions only; people read texts made elsewhere. */
import type { FormatLocale } from '../format'

export interface Scale {
  ticks: number[]
  least: number
  most: number
  /** The pixel of a value. */
  at: (value: number) => number
}

const ROUND_STEPS = [1, 2, 2.5, 5, 10] as const

/** A step of 1, 2, 2.5 or 5 times a power of ten, so that about `count` of them cover the span. */
function roundStep(span: number, count: number): number {
  const rough = span / Math.max(1, count)
  const power = 10 ** Math.floor(Math.log10(rough))
  return (ROUND_STEPS.find((step) => step * power >= rough) ?? 10) * power
}

/** An axis that holds every value; values that are all 0, or all the same, still get one with room around them. */
export function scaleFor(values: readonly number[], [from, to]: readonly [number, number], { fromZero, count = 4 }: { fromZero: boolean; count?: number }): Scale {
  const low = Math.min(...values, ...(fromZero || values.length === 0 ? [0] : []))
  const high = Math.max(...values, ...(fromZero || values.length === 0 ? [0] : []))
  // Nothing but zeros: no step to make up numbers for.
  if (low === 0 && high === 0) return { ticks: [0], least: 0, most: 1, at: (value) => from + value * (to - from) }
  const room = high > low ? 0 : Math.abs(high)
  const step = roundStep(high - low + room, count)
  const least = fromZero && low >= 0 ? 0 : Math.floor((low - (high > low ? 0 : fromZero ? 0 : room / 2)) / step) * step
  // Shares that add up to 100.01 by rounding do not open another step.
  const most = Math.max(Math.ceil(high / step - 0.002) * step, least + step)
  // Counted, not added up: 0.1 + 0.1 + 0.1 is not quite 0.3.
  const ticks = Array.from({ length: Math.round((most - least) / step) + 1 }, (_, index) => least + index * step)
  return { ticks, least, most, at: (value) => from + ((value - least) / (most - least)) * (to - from) }
}

const compact: Record<FormatLocale, Intl.NumberFormat> = {
  'zh-CN': new Intl.NumberFormat('zh-CN', { notation: 'compact', maximumFractionDigits: 2 }),
  en: new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 2 }),
}

const fineFormats = new Map<string, Intl.NumberFormat>()

/** Kept: making one takes longer than a chart. */
function fine(locale: FormatLocale, decimals: number): Intl.NumberFormat {
  const key = `${locale} ${decimals}`
  const known = fineFormats.get(key) ?? new Intl.NumberFormat(locale, { maximumFractionDigits: decimals, minimumFractionDigits: Math.min(decimals, 3) })
  fineFormats.set(key, known)
  return known
}

const grouped = new Intl.NumberFormat('en', { maximumFractionDigits: 2 })

/** A tick in the axis' unit, short: 250万, 1.2M, but 120,000 of an axis that counts in 万元 already; fine steps keep their decimals. */
export function tickText(value: number, unitPower: number, step: number, locale: FormatLocale): string {
  const inUnit = value / 10 ** unitPower
  if (step / 10 ** unitPower >= 0.01 || value === 0) return (unitPower === 0 ? compact[locale] : grouped).format(inUnit).replace('-', '−')
  const decimals = Math.min(8, Math.ceil(-Math.log10(step / 10 ** unitPower)) + 1)
  return fine(locale, decimals).format(inUnit).replace('-', '−')
}

const NUMBER = new Intl.NumberFormat('en', { maximumSignificantDigits: 5 })
const WHOLE = new Intl.NumberFormat('en', { maximumFractionDigits: 0 })

/** A figure of a drawing: five digits at most, whole from a thousand on. The table beside it has the exact one. */
export const plain = (value: number): string => (Math.abs(value) >= 1000 ? WHOLE.format(value) : NUMBER.format(value)).replace('-', '−')
