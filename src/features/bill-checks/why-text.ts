import type { getTranslations } from 'next-intl/server'
import { wh } from '@/domain/energy'
import { addDays, isPlainDate } from '@/domain/plain-date'
import { multiply, ratio, ratioFromDecimal, toDecimalText } from '@/domain/ratio'
import type { AssignmentTerms } from '@/domain/tariff/assignment'
import { categoryName } from '@/ui/category-name'
import { formatDate, formatKwh, formatList, type FormatLocale } from '@/ui/format'
import { storedMissingSchema, storedWhySchema } from './schemas'

export interface WhyWords {
  t: Awaited<ReturnType<typeof getTranslations<'billChecks'>>>
  locale: FormatLocale
  categories: ReadonlyMap<string, { nameZh: string; nameEn: string }>
}

/** Why a bill did not match, in a sentence. */
export function whyText({ outcome, why }: { outcome: 'differs' | 'uncheckable'; why: unknown }, words: WhyWords): string {
  return outcome === 'differs' ? differenceText(why, words) : missingText(why, words)
}

const dateText = (text: string | undefined, locale: FormatLocale): string => (text !== undefined && isPlainDate(text) ? formatDate(text, locale) : '')
/** The last day of a stretch whose end is stored exclusive. */
const lastDayText = (text: string | undefined, locale: FormatLocale): string => (text !== undefined && isPlainDate(text) ? formatDate(addDays(text, -1), locale) : '')

function missingText(why: unknown, { t, locale, categories }: WhyWords): string {
  const reasons = storedMissingSchema.safeParse(why).data ?? []
  const texts = reasons.map(({ code, category, from, to, registers }) =>
    t(`missing.${code}`, {
      category: category === undefined ? '' : categoryName(categories.get(category), locale) || category,
      from: dateText(from, locale), to: lastDayText(to, locale), registers: registers?.join(', ') ?? '',
    }),
  )
  return formatList(texts, locale)
}

function differenceText(stored: unknown, { t, locale, categories }: WhyWords): string {
  const why = storedWhySchema.safeParse(stored).data
  if (!why) return ''
  const fits = formatList(why.fits.map((code) => categoryName(categories.get(code), locale)), locale)
  switch (why.kind) {
    case 'price':
      return t('why.price', { categories: fits })
    case 'split':
      if (why.fits.length > 0) return t('why.split', { categories: fits })
      return why.billedAs ? t('why.splitAs', { terms: termsText(why.billedAs, { t, locale, categories }) }) : t('why.splitPart')
    case 'tier':
      return t(why.tier === 'steps' ? 'why.tierSteps' : 'why.tierYear')
    case 'period':
      return why.versionFrom === undefined
        ? t('why.periodDays', { from: dateText(why.days?.from, locale), to: lastDayText(why.days?.to, locale) })
        : t('why.periodVersion', { date: dateText(why.versionFrom, locale) })
    case 'energy':
      return t('why.energy', { kwh: formatKwh(wh(BigInt(why.energyWh ?? '0'))) })
    case 'amount':
      return t('why.amount')
  }
}

/** `General commercial 20 %, the rest Residential`. */
function termsText({ splits, remainder }: AssignmentTerms, { t, locale, categories }: WhyWords): string {
  const name = (code: string) => categoryName(categories.get(code), locale) || code
  const parts = splits.map((split) =>
    split.method === 'fixed-ratio' ? t('why.ratio', { category: name(split.category), percent: percentText(split.ratio) }) : t('why.quantity', { category: name(split.category), kwh: split.kwh }),
  )
  return formatList([...parts, t('why.rest', { category: name(remainder) })], locale)
}

const percentText = (ratioText: string): string => toDecimalText(multiply(ratioFromDecimal(ratioText), ratio(100n)), 4)
