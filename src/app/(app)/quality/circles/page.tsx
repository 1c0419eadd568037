import Link from 'next/link'
import { getLocale, getTranslations } from 'next-intl/server'
import { mayDo } from '@/domain/identity/permissions'
import { listStations } from '@/features/accounts/queries'
import { listCircles } from '@/features/quality/circle-queries'
import { CircleForm } from '@/features/quality/components/circle-forms'
import { Fold } from '@/features/quality/components/fold'
import { dayInChina, now } from '@/server/clock'
import { requireViewer } from '@/server/session'
import { Card } from '@/ui/card'
import { ClientMessages } from '@/ui/client-messages'
import { EmptyState } from '@/ui/empty-state'
import { formatDate } from '@/ui/format'
import { ListKeys } from '@/ui/list-keys'
import { PageHeader } from '@/ui/page-header'
import { Table, Td, Th } from '@/ui/table'

export async function generateMetadata() {
  const t = await getTranslations('quality')
  return { title: t('circle.list') }
}

export default async function CirclesPage() {
  const viewer = await requireViewer('quality.read')
  const [t, shell, locale, circles, stations] = await Promise.all([getTranslations('quality'), getTranslations('shell'), getLocale(), listCircles(viewer), listStations(viewer)])
  return (
    <>
      <ListKeys />
      <PageHeader title={t('circle.list')} crumbs={[{ label: t('title'), href: '/quality' }]} crumbsLabel={shell('breadcrumbs')} />
      <div className="grid gap-4">
        <Card flush>
          {circles.length === 0 ? (
            <EmptyState title={t('circle.emptyList')}>{t('circle.emptyListBody')}</EmptyState>
          ) : (
            <Table caption={t('circle.list')}>
              <thead>
                <tr>
                  <Th>{t('fields.number')}</Th>
                  <Th>{t('fields.name')}</Th>
                  <Th>{t('fields.foundedOn')}</Th>
                  <Th numeric>{t('fields.members')}</Th>
                  <Th numeric>{t('projects')}</Th>
                </tr>
              </thead>
              <tbody>
                {circles.map(({ number, name, foundedOn, members, projects }) => (
                  <tr key={number} className="hover:bg-raised">
                    <Td className="tabular"><Link href={`/quality/circles/${number}`} data-row-link className="text-accent hover:underline">{number}</Link></Td>
                    <Td>{name}</Td>
                    <Td>{formatDate(foundedOn, locale)}</Td>
                    <Td numeric>{members}</Td>
                    <Td numeric>{projects}</Td>
                  </tr>
                ))}
              </tbody>
            </Table>
          )}
        </Card>
        {mayDo(viewer.role, 'quality.write') && (
          <ClientMessages namespaces={['quality']}>
            <Fold title={t('newCircle')} open={circles.length === 0}>
              <CircleForm stations={stations.map(({ code, name }) => ({ value: code, label: `${code} ${name}` }))} today={dayInChina(now())} />
            </Fold>
          </ClientMessages>
        )}
      </div>
    </>
  )
}
