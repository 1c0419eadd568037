import { notFound } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { mayDo } from '@/domain/identity/permissions'
import { CategoryChanges } from '@/features/tariff-categories/components/category-changes'
import { openChanges } from '@/features/tariff-categories/queries'
import { BeginVersion } from '@/features/tariff-drafts/components/begin-version'
import { VersionCard } from '@/features/tariffs/components/version-card'
import { tariffDocuments, versionReleases } from '@/features/tariffs/queries'
import { requireViewer } from '@/server/session'
import { buttonStyle } from '@/ui/button'
import { Card } from '@/ui/card'
import { ClientMessages } from '@/ui/client-messages'
import { LinkButton } from '@/ui/link-button'
import { PageHeader } from '@/ui/page-header'

interface TariffPageProps {
  params: Promise<{ code: string }>
}

export async function generateMetadata({ params }: TariffPageProps) {
  return { title: (await params).code }
}

export default async function TariffPage({ params }: TariffPageProps) {
  const viewer = await requireViewer('tariffs.read')
  const tariff = (await tariffDocuments()).get(decodeURIComponent((await params).code))
  if (!tariff) notFound()
  const [t, shell, drafts, locale, releases, changes] = await Promise.all([
    getTranslations('tariffs'),
    getTranslations('shell'),
    getTranslations('tariffDrafts'),
    getLocale(),
    versionReleases(tariff.category),
    openChanges(tariff.category),
  ])
  return (
    <>
      <PageHeader
        title={tariff.name[locale]}
        description={`${tariff.category} · ${t(`classes.${tariff.class}`)}`}
        crumbs={[{ label: t('title'), href: '/tariffs' }]}
        crumbsLabel={shell('breadcrumbs')}
        actions={
          <>
            <a href={`/tariffs/${tariff.category}/document`} download className={buttonStyle()}>
              {drafts('export')}
            </a>
            {mayDo(viewer.role, 'tariffs.draft') && (
              <>
                <LinkButton href={`/tariffs/${tariff.category}/edit`}>{t('editCategory')}</LinkButton>
                <ClientMessages namespaces={['tariffDrafts']}>
                  <BeginVersion document={tariff} />
                </ClientMessages>
              </>
            )}
          </>
        }
      />
      <div className="grid gap-4">
        <CategoryChanges viewer={viewer} changes={changes} />
        {tariff.versions.toReversed().map((version) => (
          <VersionCard key={version.effectiveFrom} version={version} currency={tariff.currency} release={releases.get(version.effectiveFrom)} />
        ))}
        {tariff.source && (
          <Card title={t('source')}>
            <p lang="zh-CN">{[tariff.source.title, tariff.source.number].filter(Boolean).join(' · ')}</p>
          </Card>
        )}
        <Card title={t('json')}>
          <pre className="overflow-x-auto text-sm" tabIndex={0}>
            {JSON.stringify(tariff, null, 2)}
          </pre>
        </Card>
      </div>
    </>
  )
}
