import Link from 'next/link'
import { getLocale, getTranslations } from 'next-intl/server'
import { ranking, verdictOf } from '@/domain/quality/review'
import { stepOf } from '@/domain/quality/project-type'
import { listProjects, reviewsOf } from '@/features/quality/queries'
import { requireViewer } from '@/server/session'
import { Card } from '@/ui/card'
import { EmptyState } from '@/ui/empty-state'
import { ListKeys } from '@/ui/list-keys'
import { PageHeader } from '@/ui/page-header'
import { Table, Td, Th } from '@/ui/table'

export async function generateMetadata() {
  const t = await getTranslations('quality')
  return { title: t('ranking') }
}

export default async function RankingPage() {
  const viewer = await requireViewer('quality.read')
  const [t, shell, locale, projects] = await Promise.all([getTranslations('quality'), getTranslations('shell'), getLocale(), listProjects(viewer)])
  const reviews = await reviewsOf(viewer, projects)
  const ranked = ranking(projects.map((project) => ({ project, verdict: verdictOf(project.type.criteria, reviews.get(project.id) ?? []) })))
  return (
    <>
      <ListKeys />
      <PageHeader title={t('ranking')} description={t('review.rankingText')} crumbs={[{ label: t('title'), href: '/quality' }]} crumbsLabel={shell('breadcrumbs')} />
      <Card flush>
        {ranked.length === 0 ? <EmptyState title={t('board.empty')} /> : (
          <Table caption={t('ranking')}>
            <thead>
              <tr>
                <Th numeric>{t('review.place')}</Th>
                <Th>{t('fields.projectTitle')}</Th>
                <Th>{t('fields.circle')}</Th>
                <Th>{t('board.step')}</Th>
                <Th numeric>{t('review.mean')}</Th>
                <Th>{t('review.sheets')}</Th>
              </tr>
            </thead>
            <tbody>
              {ranked.map(({ project, verdict, place }) => (
                <tr key={project.number}>
                  <Td numeric>{place ?? '—'}</Td>
                  <Td className="min-w-48"><Link href={`/quality/projects/${project.number}/review`} data-row-link className="text-accent hover:underline">{project.title}</Link> <span className="text-muted tabular">{project.number}</span></Td>
                  <Td className="whitespace-nowrap">{project.circle.name}</Td>
                  <Td className="whitespace-nowrap">{stepOf(project.type, project.step)?.name[locale] ?? t('board.closed')}</Td>
                  <Td numeric className="font-semibold">{verdict.mean ?? '—'}</Td>
                  <Td>{t('review.reviewers', { count: verdict.reviewers, recused: verdict.recused })}</Td>
                </tr>
              ))}
            </tbody>
          </Table>
        )}
      </Card>
    </>
  )
}
