import { notFound } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { ChargeText } from '@/features/tariffs/components/charge-text'
import { tariffDocuments } from '@/features/tariffs/queries'
import { requireViewer } from '@/server/session'
import { Card } from '@/ui/card'
import { formatDate } from '@/ui/format'
import { PageHeader } from '@/ui/page-header'

interface TariffPageProps {
  params: Promise<{ code: string }>
}

export async function generateMetadata({ params }: TariffPageProps) {
  return { title: (await params).code }
}

export default async function TariffPage({ params }: TariffPageProps) {
  await requireViewer('tariffs.read')
  const tariff = (await tariffDocuments()).get(decodeURIComponent((await params).code))
  if (!tariff) notFound()
  const [t, shell, locale] = await Promise.all([getTranslations('tariffs'), getTranslations('shell'), getLocale()])
  return (
    <>
      <PageHeader
        title={tariff.name[locale]}
        description={`${tariff.category} · ${t(`classes.${tariff.class}`)}`}
        crumbs={[{ label: t('title'), href: '/tariffs' }]}
        crumbsLabel={shell('breadcrumbs')}
      />
      <div className="grid gap-4">
        {tariff.versions.toReversed().map((version) => (
          <Card key={version.effectiveFrom} title={t('effectiveFrom', { date: formatDate(version.effectiveFrom, locale) })}>
            <ul className="list-disc pl-5">
              {version.charges.map((charge, index) => (
                <li key={index}>
                  <span className="text-muted">{charge.code}</span> <ChargeText charge={charge} currency={tariff.currency} />
                </li>
              ))}
            </ul>
          </Card>
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
