import type { getTranslations } from 'next-intl/server'
import { isBillingMonth, isPlainDate } from '@/domain/plain-date'
import { categoryName } from '@/ui/category-name'
import { formatDate, formatMonth, type FormatLocale } from '@/ui/format'
import type { StoredContribution, StoredSign } from '../schemas'

export interface SignWords {
  t: Awaited<ReturnType<typeof getTranslations<'suspects'>>>
  locale: FormatLocale
  /** By code. */
  categories: ReadonlyMap<string, { nameZh: string; nameEn: string }>
}

/** What a rule saw, in a sentence. */
export function signText({ rule, params }: StoredSign, { t, locale, categories }: SignWords): string {
  const shown = Object.fromEntries(
    Object.entries(params).map(([name, value]) => {
      if (name === 'category') return [name, categoryName(categories.get(String(value)), locale)]
      if (typeof value === 'string' && isBillingMonth(value)) return [name, formatMonth(value, locale)]
      if (typeof value === 'string' && isPlainDate(value)) return [name, formatDate(value, locale)]
      return [name, value]
    }),
  )
  return t(`signs.${rule}`, shown)
}

/** What the model found telling, in words. */
export function featureText(feature: string, { t }: Pick<SignWords, 't'>): string {
  const month = /^m(\d+)$/.exec(feature)
  if (month) return t('features.month', { month: Number(month[1]) })
  const key = `features.${feature}` as 'features.level'
  return t.has(key) ? t(key) : feature
}

export const speaksFor = ({ part }: StoredContribution): boolean => part > 0
