import { getTranslations } from 'next-intl/server'
import { ImportSteps } from '@/features/imports/components/import-steps'
import { UploadForm } from '@/features/imports/components/upload-form'
import { kindSchema } from '@/features/imports/schemas'
import { requireViewer } from '@/server/session'
import { Card } from '@/ui/card'
import { ClientMessages } from '@/ui/client-messages'
import { PageHeader } from '@/ui/page-header'
import { single } from '@/ui/url'

export async function generateMetadata() {
  const t = await getTranslations('imports')
  return { title: t('new') }
}

export default async function NewImportPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  await requireViewer('imports.write')
  const [t, shell, params] = await Promise.all([getTranslations('imports'), getTranslations('shell'), searchParams])
  return (
    <>
      <PageHeader title={t('new')} description={t('description')} crumbs={[{ label: t('title'), href: '/imports' }]} crumbsLabel={shell('breadcrumbs')} />
      <ImportSteps at="upload" />
      <Card className="max-w-3xl pt-3">
        <ClientMessages namespaces={['imports']}>
          <UploadForm initialKind={kindSchema.safeParse(single(params['kind'])).data ?? 'category-months'} />
        </ClientMessages>
      </Card>
    </>
  )
}
