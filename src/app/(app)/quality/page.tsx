import Link from 'next/link'
import { getLocale, getTranslations } from 'next-intl/server'
import { mayDo } from '@/domain/identity/permissions'
import { daysBetween } from '@/domain/plain-date'
import { stepOf } from '@/domain/quality/project-type'
import { Board, type BoardItem } from '@/features/quality/components/board'
import { DueChecks } from '@/features/quality/components/due-checks'
import { targetUnit, withUnit } from '@/features/quality/components/metric-text'
import { dueChecks, listProjects } from '@/features/quality/queries'
import { standingOf } from '@/features/quality/standing-queries'
import { dayInChina, now } from '@/server/clock'
import { requireViewer } from '@/server/session'
import { Card } from '@/ui/card'
import { EmptyState } from '@/ui/empty-state'
import { LinkButton } from '@/ui/link-button'
import { ListKeys } from '@/ui/list-keys'
import { PageHeader } from '@/ui/page-header'
import { Table, Td, Th } from '@/ui/table'

export async function generateMetadata() {
  const t = await getTranslations('quality')
  return { title: t('title') }
}

export default async function QualityPage() {
  const viewer = await requireViewer('quality.read')
  const today = dayInChina(now())
  const [t, locale, projects, checks] = await Promise.all([getTranslations('quality'), getLocale(), listProjects(viewer), dueChecks(viewer, today)])
  const items: BoardItem[] = await Promise.all(projects.map(async (project) => ({ project, standing: await standingOf(viewer, project) })))
  const mayWrite = mayDo(viewer.role, 'quality.write')
  return (
    <>
      <ListKeys />
      <PageHeader
        title={t('title')} description={t('description')}
        actions={
          <>
            <LinkButton href="/quality/circles">{t('circles')}</LinkButton>
            <LinkButton href="/quality/ranking">{t('ranking')}</LinkButton>
            <LinkButton href="/quality/types">{t('types')}</LinkButton>
            {mayWrite && <LinkButton variant="primary" href="/quality/projects/new">{t('newProject')}</LinkButton>}
          </>
        }
      />
      <div className="grid gap-4">
        <DueChecks checks={checks} today={today} />
        {projects.length === 0 ? (
          <EmptyState title={t('board.empty')}>{t('board.emptyBody')}</EmptyState>
        ) : (
          <>
            <Board items={items} today={today} />
            <Card flush title={t('board.byTable')}>
              <Table caption={t('board.byTable')}>
                <thead>
                  <tr>
                    <Th>{t('fields.number')}</Th>
                    <Th>{t('fields.projectTitle')}</Th>
                    <Th>{t('board.step')}</Th>
                    <Th numeric>{t('board.age', { days: '' })}</Th>
                    <Th numeric>{t('target.goal')}</Th>
                    <Th numeric>{t('board.resultSoFar')}</Th>
                  </tr>
                </thead>
                <tbody>
                  {items.map(({ project, standing }) => (
                    <tr key={project.number} className="hover:bg-raised">
                      <Td className="tabular whitespace-nowrap">
                        <Link href={`/quality/projects/${project.number}`} className="text-accent hover:underline">{project.number}</Link>
                      </Td>
                      <Td className="min-w-48">{project.title}</Td>
                      <Td className="whitespace-nowrap">{stepOf(project.type, project.step)?.name[locale] ?? t('board.closed')}</Td>
                      <Td numeric>{daysBetween(project.startedOn, project.closedAt ? dayInChina(project.closedAt) : today)}</Td>
                      <Td numeric>{standing ? withUnit(standing.bound.target.value, targetUnit(standing.bound.target, t)) : '—'}</Td>
                      <Td numeric>{standing ? withUnit(standing.result, targetUnit(standing.bound.target, t)) : '—'}</Td>
                    </tr>
                  ))}
                </tbody>
              </Table>
            </Card>
          </>
        )}
      </div>
    </>
  )
}
