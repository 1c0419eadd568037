import type { useTranslations } from 'next-intl'
import type { TariffDocument, TariffVersion } from '@/domain/tariff/document'
import { formatDate, type FormatLocale } from '@/ui/format'
import { chargeLines, type ChargeWords } from './charge-lines'

/** One thing that a version says: what is compared when another supersedes it. */
export interface VersionFact {
  key: string
  label: string
  lines: string[]
}

export interface FactWords {
  t: ReturnType<typeof useTranslations<'tariffs'>>
  charge: ChargeWords
  locale: FormatLocale
}

/** Everything a version says, in the order of the document. */
export function versionFacts(version: TariffVersion, currency: string, { t, charge: words, locale }: FactWords): VersionFact[] {
  const { effectiveFrom, source, seasons = [], periods, charges } = version
  const seen = new Map<string, number>()
  return [
    { key: 'from', label: t('inForceFrom'), lines: [formatDate(effectiveFrom, locale)] },
    ...(source ? [{ key: 'source', label: t('source'), lines: [[source.title, source.number].filter(Boolean).join(' · ')] }] : []),
    ...seasons.map(({ name, from, to }) => ({ key: `season ${name}`, label: t('season', { name }), lines: [t('days', { from, to })] })),
    ...(periods ? [{ key: 'periods', label: t('periods'), lines: [periods.join(' · ')] }] : []),
    ...charges.map((charge) => {
      const limits = charge.kind === 'energy' ? `${charge.season ?? ''} ${charge.period ?? ''}` : ''
      const key = `charge ${charge.code} ${charge.kind} ${limits}`
      const times = (seen.get(key) ?? 0) + 1
      seen.set(key, times)
      return { key: `${key} ${times}`, label: `${charge.code} · ${t(`kinds.${charge.kind}`)}`, lines: chargeLines(charge, currency, words) }
    }),
  ]
}

/** What a category is called and classed as: for one that is new. */
export const headerFacts = ({ name, class: group, source }: Pick<TariffDocument, 'name' | 'class' | 'source'>, { t }: Pick<FactWords, 't'>): VersionFact[] => [
  { key: 'name-zh', label: t('nameZh'), lines: [name['zh-CN']] },
  { key: 'name-en', label: t('nameEn'), lines: [name.en] },
  { key: 'class', label: t('class'), lines: [t(`classes.${group}`)] },
  ...(source ? [{ key: 'header-source', label: t('categorySource'), lines: [[source.title, source.number].filter(Boolean).join(' · ')] }] : []),
]

export interface ComparedFact {
  key: string
  label: string
  before: string[] | null
  after: string[] | null
  change: 'none' | 'changed' | 'added' | 'removed'
}

/** Facts of two versions side by side; those that only the first has stand where they stood. */
export function comparedFacts(before: readonly VersionFact[], after: readonly VersionFact[]): ComparedFact[] {
  const rows = after.map(({ key, label, lines }): ComparedFact => {
    const old = before.find((fact) => fact.key === key)
    const change = !old ? 'added' : old.lines.join('\n') === lines.join('\n') ? 'none' : 'changed'
    return { key, label, before: old?.lines ?? null, after: lines, change }
  })
  for (const [index, { key, label, lines }] of before.entries()) {
    if (after.some((fact) => fact.key === key)) continue
    const previous = before.slice(0, index).findLast((fact) => rows.some((row) => row.key === fact.key))
    rows.splice(previous ? rows.findIndex((row) => row.key === previous.key) + 1 : 0, 0, { key, label, before: lines, after: null, change: 'removed' })
  }
  return rows
}
