import type { BillingMonth } from '@/domain/plain-date'
import type { Target } from '@/domain/quality/metric'
import { formatMonth, grouped, type FormatLocale } from '@/ui/format'

type Words = (key: 'target.metrics.recovered' | 'target.units.recovered') => string

/** A target's figure by its name and unit in the words of the screen. */
export const targetName = (target: Target, t: Words): string => (target.kind === 'typed' ? target.name : t(`target.metrics.${target.metric}` as 'target.metrics.recovered'))
export const targetUnit = (target: Target, t: Words): string => (target.kind === 'typed' ? target.unit : t(`target.units.${target.metric}` as 'target.units.recovered'))

/** `1234.50` → `1,234.50 yuan`; a dash while there is none. */
export const withUnit = (value: string | null, unit: string): string => (value === null ? '—' : `${grouped(value)} ${unit}`.trim())

/** `July 2013`, or `July 2013 – September 2013`. */
export const monthsText = ({ from, to }: { from: BillingMonth; to: BillingMonth }, locale: FormatLocale): string => (from === to ? formatMonth(from, locale) : `${formatMonth(from, locale)} – ${formatMonth(to, locale)}`)
