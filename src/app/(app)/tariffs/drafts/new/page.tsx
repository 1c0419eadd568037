import { getTranslations } from 'next-intl/server'
import { NewDraftForm } from '@/features/tariff-drafts/components/new-draft-form'
import { listCategories } from '@/features/tariffs/queries'
import { requireViewer } from '@/server/session'
import { Card } from '@/ui/card'
import { ClientMessages } from '@/ui/client-messages'
import { PageHeader } from '@/ui/page-header'

export async function generateMetadata() {
  const t = await getTranslations('tariffDrafts')
  return { title: t('newCategory') }
}

export default async function NewCategoryPage() {
  await requireViewer('tariffs.draft')
  const [t, tariffs, shell, categories] = await Promise.all([getTranslations('tariffDrafts'), getTranslations('tariffs'), getTranslations('shell'), listCategories()])
  return (
    <>
      <PageHeader title={t('newCategory')} description={t('description')} crumbs={[{ label: tariffs('title'), href: '/tariffs' }]} crumbsLabel={shell('breadcrumbs')} />
      <Card className="pt-3">
        <ClientMessages namespaces={['tariffDrafts', 'tariffs']}>
          <NewDraftForm taken={categories.map(({ code }) => code)} />
        </ClientMessages>
      </Card>
    </>
  )
}
