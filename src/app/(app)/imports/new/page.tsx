import { getTranslations } from 'next-intl/server'
import { ImportSteps } from '@/features/imports/components/import-steps'
import { UploadForm } from '@/features/imports/components/upload-form'
import { requireViewer } from '@/server/session'
import { Card } from '@/ui/card'
import { ClientMessages } from '@/ui/client-messages'
import { PageHeader } from '@/ui/page-header'

export async function generateMetadata() {
  const t = await getTranslations('imports')
  return { title: t('new') }
}

export default async function NewImportPage() {
  await requireViewer('imports.write')
  const [t, shell] = await Promise.all([getTranslations('imports'), getTranslations('shell')])
  return (
    <>
      <PageHeader title={t('new')} description={t('description')} crumbs={[{ label: t('title'), href: '/imports' }]} crumbsLabel={shell('breadcrumbs')} />
      <ImportSteps at="upload" />
      <Card className="max-w-2xl pt-3">
        <ClientMessages namespaces={['imports']}>
          <UploadForm />
        </ClientMessages>
        <ul className="mt-4 flex flex-wrap gap-4">
          {(['template', 'sample'] as const).map((file) => (
            <li key={file}>
              <a className="text-accent py-1 hover:underline" download href={file === 'template' ? '/samples/category-months-template.csv' : '/samples/category-months-as-printed.csv'}>
                {t(`upload.${file}`)}
              </a>
            </li>
          ))}
        </ul>
      </Card>
    </>
  )
}
