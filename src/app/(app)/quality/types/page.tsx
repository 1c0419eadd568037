import { getLocale, getTranslations } from 'next-intl/server'
import { mayDo } from '@/domain/identity/permissions'
import { TypeEditor } from '@/features/quality/components/type-editor'
import { projectTypes } from '@/features/quality/queries'
import { requireViewer } from '@/server/session'
import { Badge } from '@/ui/badge'
import { Card } from '@/ui/card'
import { ClientMessages } from '@/ui/client-messages'
import { PageHeader } from '@/ui/page-header'

export async function generateMetadata() {
  const t = await getTranslations('quality')
  return { title: t('types') }
}

export default async function TypesPage() {
  const viewer = await requireViewer('quality.read')
  const [t, shell, locale, types] = await Promise.all([getTranslations('quality'), getTranslations('shell'), getLocale(), projectTypes()])
  return (
    <>
      <PageHeader title={t('typesPage.title')} description={t('typesPage.description')} crumbs={[{ label: t('title'), href: '/quality' }]} crumbsLabel={shell('breadcrumbs')} />
      <ClientMessages namespaces={['quality']}>
        <div className="grid gap-4">
          {types.map(({ type, version }) => (
            <Card key={`${type.code} ${version}`} title={type.name[locale]} actions={<Badge>{t(version === 0 ? 'typesPage.builtIn' : 'typesPage.own')}</Badge>}>
              <TypeEditor type={type} version={version} editable={mayDo(viewer.role, 'quality.configure')} />
            </Card>
          ))}
        </div>
      </ClientMessages>
    </>
  )
}
