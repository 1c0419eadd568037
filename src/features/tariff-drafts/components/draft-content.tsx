import { getLocale, getTranslations } from 'next-intl/server'
import type { TariffVersion } from '@/domain/tariff/document'
import { FactComparison } from '@/features/tariffs/components/fact-comparison'
import { comparedFacts, headerFacts, versionFacts } from '@/features/tariffs/components/version-facts'
import { Card } from '@/ui/card'
import { formatDate } from '@/ui/format'
import type { TariffHeader } from '../queries'

interface DraftContentProps {
  header: TariffHeader
  version: TariffVersion
  /** The version in force that it supersedes; null for a new category. */
  supersedes: TariffVersion | null
}

/** The whole of a drafted version in words beside the one it supersedes, and the document itself: what a releaser answers for. */
export async function DraftContent({ header, version, supersedes }: DraftContentProps) {
  const [t, tariffs, charge, locale] = await Promise.all([getTranslations('tariffDrafts'), getTranslations('tariffs'), getTranslations('tariffs.charge'), getLocale()])
  const words = { t: tariffs, charge, locale }
  const drafted = [...(supersedes ? [] : headerFacts(header, words)), ...versionFacts(version, header.currency, words)]
  const facts = comparedFacts(supersedes ? versionFacts(supersedes, header.currency, words) : [], drafted)
  return (
    <>
      <Card title={t('content')} flush>
        <p className="text-muted px-4 pb-2 text-sm">{t(supersedes ? 'contentHint' : 'contentNew')}</p>
        <FactComparison
          caption={t('content')}
          before={supersedes && t('inForce', { date: formatDate(supersedes.effectiveFrom, locale) })}
          after={t('drafted', { date: formatDate(version.effectiveFrom, locale) })}
          facts={facts}
        />
      </Card>
      <Card title={tariffs('json')}>
        <pre className="overflow-x-auto text-sm" tabIndex={0}>
          {JSON.stringify({ ...header, versions: [version] }, null, 2)}
        </pre>
      </Card>
    </>
  )
}
