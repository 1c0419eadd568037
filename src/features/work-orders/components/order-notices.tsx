import Link from 'next/link'
import { getLocale, getTranslations } from 'next-intl/server'
import type { BillPart } from '@/domain/tariff/rate-bill'
import { categoryIndex } from '@/features/tariffs/queries'
import type { Viewer } from '@/server/viewer'
import { Notice } from '@/ui/badge'
import { categoryName } from '@/ui/category-name'
import { formatKwh, formatMonth, formatYuan } from '@/ui/format'
import { LinkButton } from '@/ui/link-button'
import type { OrderDetail } from '../queries'

/** What one has to know before reading the order: what it takes back, that it was not followed, that it is one's own. */
export async function OrderNotices({ viewer, order }: { viewer: Viewer; order: OrderDetail }) {
  const [t, detail] = await Promise.all([getTranslations('orderLife.notices'), getTranslations('workOrders.detail')])
  const ownToDecide = order.state === 'submitted' && order.preparerId === viewer.userId && viewer.role === 'supervisor'
  const linked = (number: string) => (
    <Link className="tabular underline" href={`/work-orders/${number}`}>
      {number}
    </Link>
  )
  return (
    <div className="mb-4 grid gap-2 empty:hidden">
      {ownToDecide && <Notice tone="warn">{detail('ownOrder')}</Notice>}
      {order.reverses && <Notice tone="accent">{t.rich('reverses', { number: () => linked(order.reverses?.number ?? '') })}</Notice>}
      {order.reversedBy && <Notice tone="warn">{t.rich('reversedBy', { state: order.reversedBy.state, number: () => linked(order.reversedBy?.number ?? '') })}</Notice>}
      {order.state === 'applied' && (
        <div className="no-print">
          <Notice>{t('waiting')}</Notice>
        </div>
      )}
      <Raised order={order} />
    </div>
  )
}

async function Raised({ order }: { order: OrderDetail }) {
  const [t, detail, locale, { byCode }] = await Promise.all([getTranslations('orderLife.notices'), getTranslations('orderLife.detail'), getLocale(), categoryIndex()])
  const { raised } = order
  if (!raised) return null
  const parts = (list: readonly BillPart[]) =>
    list.map(({ category, energyWh, amountFen }) => detail('part', { category: categoryName(byCode.get(category), locale), kwh: formatKwh(energyWh), yuan: formatYuan(amountFen) })).join(locale === 'zh-CN' ? '；' : '; ')
  return (
    <Notice tone="bad" title={t('raised')}>
      <p>{t(`raisedWhy.${raised.code}`, { month: formatMonth(raised.month, locale), accountNo: raised.accountNo })}</p>
      <p className="text-sm">{t('raisedBilled', { parts: parts(raised.billed) })}</p>
      {raised.right.length > 0 && <p className="text-sm">{t('raisedRight', { parts: parts(raised.right) })}</p>}
      <p className="mt-1">{t('raisedNext')}</p>
      <p className="no-print mt-2">
        <LinkButton href={`/work-orders/new?account=${raised.accountNo}&check=${raised.month}`}>{t('correctBill')}</LinkButton>
      </p>
    </Notice>
  )
}
