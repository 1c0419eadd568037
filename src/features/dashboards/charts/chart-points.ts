/** How figures become points of charts: exact text for files, a text in the unit chosen, and the exact one for hovering. */
import { fenToYuan, type Fen } from '@/domain/money'
import { whToKwh, type Wh } from '@/domain/energy'
import type { useTranslations } from 'next-intl'
import type { ChartPoint, ChartSpec } from '@/ui/charts/chart-spec'
import { formatCount, formatKwh, formatPercent, formatPrice, formatShare, formatSignedYuan, formatWanYuan, formatYuan, type FormatLocale } from '@/ui/format'
import type { MoneyUnit } from '../view'

export type AnalysisTexts = ReturnType<typeof useTranslations<'analysis'>>

/** What every chart of a page is made with. */
export interface ChartContext {
  t: AnalysisTexts
  locale: FormatLocale
  unit: MoneyUnit
}

const withHref = (point: ChartPoint, href: string | undefined): ChartPoint => (href === undefined ? point : { ...point, href })

export function moneyPoint({ t, unit }: ChartContext, amount: Fen, href?: string): ChartPoint {
  const yuan = formatYuan(amount)
  return withHref({ value: fenToYuan(amount), text: unit === 'wan' ? formatWanYuan(amount) : yuan, exact: `${yuan} ${t('unit.yuan')}` }, href)
}

/** The same with a plus where it is one: what is added or taken away. */
export const signedMoneyPoint = ({ t, unit }: ChartContext, amount: Fen, href?: string): ChartPoint =>
  withHref({ value: fenToYuan(amount), text: unit === 'wan' ? `${amount > 0n ? '+' : ''}${formatWanYuan(amount)}` : formatSignedYuan(amount), exact: `${formatSignedYuan(amount)} ${t('unit.yuan')}` }, href)

/** A value whose text is the same in every unit. */
const plainPoint = (value: string, text: string, unit: string, href: string | undefined): ChartPoint => withHref({ value, text, exact: `${text} ${unit}` }, href)

export const energyPoint = ({ t }: ChartContext, energy: Wh, href?: string): ChartPoint => plainPoint(whToKwh(energy), formatKwh(energy), t('unit.kwh'), href)

export const countPoint = (count: number, unit: string, href?: string): ChartPoint => plainPoint(String(count), formatCount(count), unit, href)

export const pricePoint = ({ t }: ChartContext, price: string | null, href?: string): ChartPoint | null => (price === null ? null : plainPoint(price, formatPrice(price), t('unit.yuanPerKwh'), href))

export const sharePoint = (percent: string | null, exact: string, href?: string): ChartPoint | null => (percent === null ? null : withHref({ value: percent, text: formatShare(percent), exact: `${formatShare(percent)} · ${exact}` }, href))

export const changePoint = (percent: string | null, exact: string, href?: string): ChartPoint | null => (percent === null ? null : withHref({ value: percent, text: formatPercent(percent).replace(' %', ''), exact: `${formatPercent(percent)} · ${exact}` }, href))

/** A chart of money, in the unit chosen. */
export const moneyAxis = ({ t, unit }: ChartContext): Pick<ChartSpec, 'unit' | 'unitPower' | 'valueUnit'> => (unit === 'wan' ? { unit: t('unit.wan'), unitPower: 4, valueUnit: t('unit.yuan') } : { unit: t('unit.yuan'), unitPower: 0 })
