import Link from 'next/link'
import { getLocale, getTranslations } from 'next-intl/server'
import { latestBatches } from '@/features/order-desk/batch-queries'
import { requireViewer } from '@/server/session'
import { Card } from '@/ui/card'
import { EmptyState } from '@/ui/empty-state'
import { formatCount, formatInstant } from '@/ui/format'
import { ListKeys } from '@/ui/list-keys'
import { PageHeader } from '@/ui/page-header'
import { Table, Td, Th } from '@/ui/table'

export async function generateMetadata() {
  const t = await getTranslations('orderDesk.batches')
  return { title: t('title') }
}

/** What the viewer has done on many orders at once, and what still waits to be carried out. */
export default async function BatchesPage() {
  const viewer = await requireViewer('work-orders.read')
  const [t, orders, shell, locale, batches] = await Promise.all([getTranslations('orderDesk.batches'), getTranslations('workOrders'), getTranslations('shell'), getLocale(), latestBatches(viewer)])
  return (
    <>
      <ListKeys />
      <PageHeader title={t('title')} description={t('description')} crumbs={[{ label: orders('title'), href: '/work-orders' }]} crumbsLabel={shell('breadcrumbs')} />
      <Card flush>
        {batches.length === 0 ? (
          <EmptyState title={t('none')}>
            <p>{t('noneBody')}</p>
          </EmptyState>
        ) : (
          <Table caption={t('title')}>
            <thead>
              <tr>
                <Th>{t('prepared')}</Th>
                <Th>{t('kind')}</Th>
                <Th>{t('file')}</Th>
                <Th numeric>{t('count')}</Th>
                <Th numeric>{t('outcomes.done')}</Th>
              </tr>
            </thead>
            <tbody>
              {batches.map((batch) => (
                <tr key={String(batch.id)} className="hover:bg-raised">
                  <Td className="whitespace-nowrap">
                    <Link href={`/work-orders/batches/${batch.id}`} data-row-link className="text-accent hover:underline">
                      {formatInstant(batch.createdAt, locale)}
                    </Link>
                  </Td>
                  <Td>{t(batch.kind === 'drafts' ? 'kinds.drafts' : 'kinds.decisions')}</Td>
                  <Td>{batch.fileName ?? '—'}</Td>
                  <Td numeric>{formatCount(batch.items)}</Td>
                  <Td numeric>{batch.started ? formatCount(batch.done) : t('waits')}</Td>
                </tr>
              ))}
            </tbody>
          </Table>
        )}
      </Card>
    </>
  )
}
