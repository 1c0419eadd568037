import { getLocale, getTranslations } from 'next-intl/server'
import { listCircles } from '@/features/quality/circle-queries'
import { ProjectForm } from '@/features/quality/components/circle-forms'
import { projectTypes } from '@/features/quality/queries'
import { dayInChina, now } from '@/server/clock'
import { requireViewer } from '@/server/session'
import { Card } from '@/ui/card'
import { ClientMessages } from '@/ui/client-messages'
import { EmptyState } from '@/ui/empty-state'
import { LinkButton } from '@/ui/link-button'
import { PageHeader } from '@/ui/page-header'

export async function generateMetadata() {
  const t = await getTranslations('quality')
  return { title: t('newProject') }
}

export default async function NewProjectPage() {
  const viewer = await requireViewer('quality.write')
  const [t, shell, locale, circles, types] = await Promise.all([getTranslations('quality'), getTranslations('shell'), getLocale(), listCircles(viewer), projectTypes()])
  return (
    <>
      <PageHeader title={t('newProject')} crumbs={[{ label: t('title'), href: '/quality' }]} crumbsLabel={shell('breadcrumbs')} />
      <Card className="max-w-3xl pt-3">
        {circles.length === 0 ? (
          <EmptyState title={t('circle.emptyList')}>
            <LinkButton href="/quality/circles">{t('newCircle')}</LinkButton>
          </EmptyState>
        ) : (
          <ClientMessages namespaces={['quality']}>
            <ProjectForm circles={circles.map(({ number, name }) => ({ value: number, label: `${name} ${number}` }))} types={types.map(({ type }) => ({ value: type.code, label: type.name[locale] }))} today={dayInChina(now())} />
          </ClientMessages>
        )}
      </Card>
    </>
  )
}
