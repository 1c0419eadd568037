import type { useTranslations } from 'next-intl'
import { grouped, type FormatLocale } from '@/ui/format'
import { DIFFERENCES, type FindingCode } from '@/domain/imports/finding'

export type ImportTexts = ReturnType<typeof useTranslations<'imports'>>

interface Found {
  code: FindingCode
  params: Readonly<Record<string, string>>
}

const PLACEHOLDERS = {
  value: '', expected: '', price: '', priceLow: '', priceHigh: '', amountLow: '', amountHigh: '', energyKwh: '', amountYuan: '', mostKwh: '', found: '', first: '',
  sum: '', openMonth: '', from: '', to: '', category: '', station: '', name: '', number: '', billed: 'none',
}

/** What is wrong with a cell, in a sentence. */
export const findingText = ({ code, params }: Found, t: ImportTexts, locale: FormatLocale): string =>
  t(`findings.${code}`, { ...PLACEHOLDERS, ...readable(inLanguage(params, locale)), differs: differences(params['differs'] ?? '', t) })

/** `amount,energy` in words; `none` of findings that do not say. */
function differences(codes: string, t: ImportTexts): string {
  const named = DIFFERENCES.filter((difference) => codes.split(',').includes(difference))
  return named.length === 0 ? 'none' : named.map((difference) => t(`differences.${difference}`)).join(t('differences.separator'))
}

/** Names of categories come in both languages: `from` and `fromEn`. */
const inLanguage = (params: Found['params'], locale: FormatLocale): Record<string, string> =>
  Object.fromEntries(Object.entries(params).map(([name, value]) => [name, locale === 'en' ? (params[`${name}En`] ?? value) : value]))

/** Amounts with separators. */
const readable = (params: Found['params']): Record<string, string> =>
  Object.fromEntries(Object.entries(params).map(([name, value]) => [name, /^(amount|energy|most)/.test(name) && /^-?[\d.]+$/.test(value) ? grouped(value) : value]))
