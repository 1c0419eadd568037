import { getLocale, getTranslations } from 'next-intl/server'
import { agrees, reconciliation } from '@/features/bills/reconciliation'
import { listCategories } from '@/features/tariffs/queries'
import { billingMonth } from '@/domain/plain-date'
import type { Viewer } from '@/server/viewer'
import { Badge } from '@/ui/badge'
import { Card } from '@/ui/card'
import { categoryName } from '@/ui/category-name'
import { formatMonth, formatYuan } from '@/ui/format'
import { Table, Td, Th } from '@/ui/table'
import type { ImportDetail } from '../queries'

/** The committed months' statements against the books. */
export async function ReconciledRows({ viewer, batch }: { viewer: Viewer; batch: ImportDetail }) {
  const months = (batch.summary?.months ?? []).map(billingMonth).sort()
  const [from, to] = [months[0], months.at(-1)]
  if (!from || !to) return null
  const [t, common, locale, categories, rows] = await Promise.all([
    getTranslations('imports.detail'),
    getTranslations('common'),
    getLocale(),
    listCategories(),
    reconciliation(viewer, { from, to }),
  ])
  return (
    <Card title={t('reconciled')} flush className="mb-4">
      <Table caption={t('reconciled')}>
        <thead>
          <tr>
            <Th>{common('month')}</Th>
            <Th>{common('category')}</Th>
            <Th numeric>{common('revenueYuan')}</Th>
            <Th>{t('check')}</Th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.stationId} ${row.month} ${row.categoryId}`}>
              <Td className="whitespace-nowrap">{formatMonth(row.month, locale)}</Td>
              <Td className="whitespace-nowrap">{categoryName(categories.find(({ id }) => id === row.categoryId), locale)}</Td>
              <Td numeric>{formatYuan(row.stated.amountFen)}</Td>
              <Td>
                {row.booked === null ? (
                  <Badge>{t('unbooked')}</Badge>
                ) : agrees(row) ? (
                  <Badge tone="good">{t('agree')}</Badge>
                ) : (
                  <Badge tone="bad">{t('differ', { booked: formatYuan(row.booked.amountFen) })}</Badge>
                )}
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Card>
  )
}
