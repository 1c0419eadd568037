import { useLocale, useTranslations } from 'next-intl'
import { multiply, ratio, ratioFromDecimal, toDecimalText } from '@/domain/ratio'
import type { AssignmentTerms } from '@/domain/tariff/assignment'
import { categoryName } from '@/ui/category-name'

interface TermsTextProps {
  terms: AssignmentTerms
  categories: ReadonlyMap<string, { nameZh: string; nameEn: string }>
}

type Words = ReturnType<typeof useTranslations<'accounts.terms'>>

/** An assignment in words: one category, or its fixed quantities and ratios with the remainder. @param t the words under `accounts.terms` */
export function termsInWords({ terms, categories }: TermsTextProps, t: Words, locale: 'zh-CN' | 'en'): string {
  const name = (code: string) => categoryName(categories.get(code), locale)
  if (terms.splits.length === 0) return name(terms.remainder)
  const parts = terms.splits.map((split) =>
    split.method === 'fixed-quantity'
      ? t('fixedQuantity', { category: name(split.category), kwh: split.kwh })
      : t('fixedRatio', { category: name(split.category), percent: toDecimalText(multiply(ratioFromDecimal(split.ratio), ratio(100n)), 4) }),
  )
  return [...parts, t('remainder', { category: name(terms.remainder) })].join(' + ')
}

export function TermsText(props: TermsTextProps) {
  const t = useTranslations('accounts.terms')
  const locale = useLocale()
  return <span>{termsInWords(props, t, locale)}</span>
}
