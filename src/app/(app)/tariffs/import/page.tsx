import { getTranslations } from 'next-intl/server'
import { ImportDocuments } from '@/features/tariff-drafts/components/import-documents'
import { ImportTable } from '@/features/tariff-drafts/components/import-table'
import { requireViewer } from '@/server/session'
import { Card } from '@/ui/card'
import { ClientMessages } from '@/ui/client-messages'
import { PageHeader } from '@/ui/page-header'

export async function generateMetadata() {
  const t = await getTranslations('tariffDrafts.importing')
  return { title: t('title') }
}

export default async function ImportTariffsPage() {
  await requireViewer('tariffs.draft')
  const [t, tariffs, shell] = await Promise.all([getTranslations('tariffDrafts.importing'), getTranslations('tariffs'), getTranslations('shell')])
  return (
    <>
      <PageHeader title={t('title')} description={t('description')} crumbs={[{ label: tariffs('title'), href: '/tariffs' }]} crumbsLabel={shell('breadcrumbs')} />
      <ClientMessages namespaces={['tariffDrafts', 'tariffs']}>
        <div className="grid gap-4">
          <Card title={t('table')}>
            <ImportTable />
          </Card>
          <Card title={t('json')}>
            <ImportDocuments />
          </Card>
        </div>
      </ClientMessages>
    </>
  )
}
