import Link from 'next/link'
import { notFound } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { mayDo } from '@/domain/identity/permissions'
import { findCircle } from '@/features/quality/circle-queries'
import { MemberForm, SessionForm } from '@/features/quality/components/circle-forms'
import { CircleTables } from '@/features/quality/components/circle-tables'
import { Fold } from '@/features/quality/components/fold'
import { listProjects } from '@/features/quality/queries'
import { dayInChina, now } from '@/server/clock'
import { requireViewer } from '@/server/session'
import { Card } from '@/ui/card'
import { ClientMessages } from '@/ui/client-messages'
import { formatDate } from '@/ui/format'
import { PageHeader } from '@/ui/page-header'

interface CirclePageProps {
  params: Promise<{ number: string }>
}

export async function generateMetadata({ params }: CirclePageProps) {
  return { title: (await params).number }
}

export default async function CirclePage({ params }: CirclePageProps) {
  const viewer = await requireViewer('quality.read')
  const { number } = await params
  const [t, shell, locale, circle, projects] = await Promise.all([getTranslations('quality'), getTranslations('shell'), getLocale(), findCircle(viewer, number), listProjects(viewer)])
  if (!circle) notFound()
  const own = projects.filter((project) => project.circle.number === number)
  const today = dayInChina(now())
  return (
    <>
      <PageHeader
        title={circle.name} description={`${number} · ${t('fields.foundedOn')} ${formatDate(circle.foundedOn, locale)}`}
        crumbs={[{ label: t('title'), href: '/quality' }, { label: t('circle.list'), href: '/quality/circles' }]} crumbsLabel={shell('breadcrumbs')}
      />
      <div className="grid gap-4">
        <CircleTables circle={circle} />
        {mayDo(viewer.role, 'quality.write') && (
          <ClientMessages namespaces={['quality']}>
            <Fold title={t('circle.addMember')}>
              <MemberForm circle={number} today={today} />
            </Fold>
            {circle.members.map(({ id, name, leftOn, ...facts }) => (
              <Fold key={id} title={`${t('circle.editMember')} · ${name}`}>
                <MemberForm circle={number} today={today} member={{ id, values: { name, ...facts, leftOn: leftOn ?? '' } }} />
              </Fold>
            ))}
            <Fold title={t('circle.addSession')}>
              <SessionForm circle={number} today={today} attendees={circle.members.filter(({ leftOn }) => leftOn === null).map(({ name }) => name).join(locale === 'en' ? ', ' : '、')} />
            </Fold>
          </ClientMessages>
        )}
        <Card title={t('circle.projectsOf')}>
          {own.length === 0 ? t('fields.none') : (
            <ul>
              {own.map((project) => (
                <li key={project.number}>
                  <Link href={`/quality/projects/${project.number}`} className="text-accent underline underline-offset-2">{project.number}</Link> {project.title}
                </li>
              ))}
            </ul>
          )}
        </Card>
      </div>
    </>
  )
}
