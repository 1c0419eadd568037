import { notFound } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { stepOf } from '@/domain/quality/project-type'
import { ProjectTabs } from '@/features/quality/components/project-tabs'
import { findProject } from '@/features/quality/queries'
import { requireViewer } from '@/server/session'
import { Badge } from '@/ui/badge'
import { ClientMessages } from '@/ui/client-messages'
import { formatDate } from '@/ui/format'
import { PageHeader } from '@/ui/page-header'

interface ProjectLayoutProps {
  params: Promise<{ number: string }>
  children: ReactNode
}

export async function generateMetadata({ params }: Pick<ProjectLayoutProps, 'params'>) {
  return { title: (await params).number }
}

export default async function ProjectLayout({ params, children }: ProjectLayoutProps) {
  const viewer = await requireViewer('quality.read')
  const { number } = await params
  const [t, shell, locale, project] = await Promise.all([getTranslations('quality'), getTranslations('shell'), getLocale(), findProject(viewer, number)])
  if (!project) notFound()
  const step = stepOf(project.type, project.step)
  return (
    <>
      <PageHeader
        title={<>{project.title} <Badge tone={step ? 'accent' : 'good'}>{step ? step.name[locale] : t('project.closed')}</Badge></>}
        description={`${number} · ${project.circle.name} · ${project.type.name[locale]} · ${t('project.startedOn', { date: formatDate(project.startedOn, locale) })} · ${t('project.began', { by: project.byName })}`}
        crumbs={[{ label: t('title'), href: '/quality' }]} crumbsLabel={shell('breadcrumbs')}
      />
      <ClientMessages namespaces={['quality', 'qualityTools', 'qualityReport']}>
        <ProjectTabs number={number} />
        {children}
      </ClientMessages>
    </>
  )
}
