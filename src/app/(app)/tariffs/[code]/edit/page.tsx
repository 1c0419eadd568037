import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { History } from '@/features/audit-log/components/history'
import { historyOf } from '@/features/audit-log/queries'
import { CategoryChanges } from '@/features/tariff-categories/components/category-changes'
import { CategoryForm } from '@/features/tariff-categories/components/category-form'
import { findCategoryFacts, openChanges } from '@/features/tariff-categories/queries'
import { requireViewer } from '@/server/session'
import { Card } from '@/ui/card'
import { ClientMessages } from '@/ui/client-messages'
import { PageHeader } from '@/ui/page-header'

interface EditCategoryPageProps {
  params: Promise<{ code: string }>
}

export async function generateMetadata() {
  const t = await getTranslations('tariffCategories')
  return { title: t('title') }
}

export default async function EditCategoryPage({ params }: EditCategoryPageProps) {
  const viewer = await requireViewer('tariffs.draft')
  const code = decodeURIComponent((await params).code)
  const [t, tariffs, shell, facts, changes, history] = await Promise.all([
    getTranslations('tariffCategories'),
    getTranslations('tariffs'),
    getTranslations('shell'),
    findCategoryFacts(code),
    openChanges(code),
    historyOf(viewer, 0, 'tariff-category', code),
  ])
  if (!facts) notFound()
  return (
    <>
      <PageHeader title={t('title')} description={`${code} · ${t('description')}`} crumbs={[{ label: tariffs('title'), href: '/tariffs' }, { label: code, href: `/tariffs/${code}` }]} crumbsLabel={shell('breadcrumbs')} />
      <div className="grid gap-4">
        <CategoryChanges viewer={viewer} changes={changes} />
        <Card className="pt-3">
          <ClientMessages namespaces={['tariffCategories', 'tariffs']}>
            <CategoryForm code={code} facts={facts} />
          </ClientMessages>
        </Card>
        <Card title={t('history')}>
          <History entries={history} />
        </Card>
      </div>
    </>
  )
}
