import { getLocale, getTranslations } from 'next-intl/server'
import type { TariffVersion } from '@/domain/tariff/document'
import { Card } from '@/ui/card'
import { formatDate, formatInstant } from '@/ui/format'
import { ChargeText } from './charge-text'

interface VersionCardProps {
  version: TariffVersion
  currency: string
  /** When and by whom it was released; absent while it is a draft. */
  release?: { at: Date; drafterName: string | null; releasedByName: string | null } | undefined
}

/** One version in words: from when, by what document, and its charges. */
export async function VersionCard({ version, currency, release }: VersionCardProps) {
  const [t, locale] = await Promise.all([getTranslations('tariffs'), getLocale()])
  const source = [version.source?.title, version.source?.number].filter(Boolean).join(' · ')
  return (
    <Card title={t('effectiveFrom', { date: formatDate(version.effectiveFrom, locale) })}>
      {version.seasons && <p className="text-muted text-sm">{version.seasons.map(({ name, from, to }) => `${t('season', { name })} ${t('days', { from, to })}`).join(' · ')}</p>}
      {version.periods && (
        <p className="text-muted text-sm">
          {t('periods')} {version.periods.join(' · ')}
        </p>
      )}
      <ul className="list-disc pl-5">
        {version.charges.map((charge, index) => (
          <li key={index}>
            <span className="text-muted">
              {charge.code} · {t(`kinds.${charge.kind}`)}
            </span>{' '}
            <ChargeText charge={charge} currency={currency} />
          </li>
        ))}
      </ul>
      <p className="text-muted mt-2 text-sm">
        {source !== '' && <span lang="zh-CN">{t('sourceIs', { source })} </span>}
        {release && (release.releasedByName === null ? t('loadedAt', { at: formatInstant(release.at, locale) }) : t('releasedBy', { drafter: release.drafterName ?? '', releaser: release.releasedByName, at: formatInstant(release.at, locale) }))}
      </p>
    </Card>
  )
}
