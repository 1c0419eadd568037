import { getLocale, getTranslations } from 'next-intl/server'
import { wh } from '@/domain/energy'
import type { Account } from '@/features/accounts/queries'
import { categoryIndex } from '@/features/tariffs/queries'
import { now } from '@/server/clock'
import type { Viewer } from '@/server/viewer'
import { Card } from '@/ui/card'
import { categoryName } from '@/ui/category-name'
import { formatMonth, formatSignedKwh, formatSignedYuan } from '@/ui/format'
import { Table, Td, Th } from '@/ui/table'
import { accountAdjustments, accountOrders } from '../queries'
import { OrderTable } from './order-table'

/** The orders of an account and what they posted, for its page. */
export async function AccountOrders({ viewer, account }: { viewer: Viewer; account: Account }) {
  const [t, common, locale, { byId }, orders, adjustments] = await Promise.all([
    getTranslations('workOrders.panel'),
    getTranslations('common'),
    getLocale(),
    categoryIndex(),
    accountOrders(viewer, account),
    accountAdjustments(viewer, account),
  ])
  return (
    <Card title={t('title')} flush className="mb-4">
      {orders.length === 0 ? <p className="text-muted px-4 pb-4">{t('none')}</p> : <OrderTable rows={orders} at={now()} />}
      {adjustments.length > 0 && (
        <Table caption={t('adjustments')}>
          <thead>
            <tr>
              <Th>{t('belongs')}</Th>
              <Th>{t('posted')}</Th>
              <Th>{t('kind')}</Th>
              <Th>{common('category')}</Th>
              <Th numeric>{common('energyKwh')}</Th>
              <Th numeric>{common('revenueYuan')}</Th>
            </tr>
          </thead>
          <tbody>
            {adjustments.map((row) => (
              <tr key={`${row.orderNumber} ${row.billMonth} ${row.kind} ${row.categoryId}`} className={row.kind === 'reversal' ? 'text-bad' : ''}>
                <Td className="whitespace-nowrap">{formatMonth(row.billMonth, locale)}</Td>
                <Td className="whitespace-nowrap">{formatMonth(row.postedMonth, locale)}</Td>
                <Td className="whitespace-nowrap">{t(row.kind)}</Td>
                <Td className="whitespace-nowrap">{categoryName(byId.get(row.categoryId), locale)}</Td>
                <Td numeric>{formatSignedKwh(wh(row.energyWh))}</Td>
                <Td numeric>{formatSignedYuan(row.amountFen)}</Td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </Card>
  )
}
