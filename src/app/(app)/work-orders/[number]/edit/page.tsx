import { notFound, redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { availableActions } from '@/domain/work-order/transitions'
import { getAccount } from '@/features/accounts/queries'
import { OrderFormPage } from '@/features/work-orders/components/order-form-page'
import { draftOfOrder } from '@/features/work-orders/components/order-draft'
import { findOrder } from '@/features/work-orders/queries'
import { requireViewer } from '@/server/session'
import { Notice } from '@/ui/badge'
import { PageHeader } from '@/ui/page-header'

interface EditOrderPageProps {
  params: Promise<{ number: string }>
}

export async function generateMetadata({ params }: EditOrderPageProps) {
  return { title: (await params).number }
}

export default async function EditOrderPage({ params }: EditOrderPageProps) {
  const viewer = await requireViewer('work-orders.prepare')
  const order = await findOrder(viewer, (await params).number)
  if (!order) notFound()
  if (!availableActions(order, viewer).includes('edit')) redirect(`/work-orders/${order.number}`)
  const [t, shell, account] = await Promise.all([getTranslations('workOrders'), getTranslations('shell'), getAccount(viewer, order.accountNo)])
  const { number, version, decisionReason } = order
  return (
    <>
      <PageHeader title={t('editTitle', { number })} crumbs={[{ label: number, href: `/work-orders/${number}` }]} crumbsLabel={shell('breadcrumbs')} />
      <OrderFormPage
        viewer={viewer}
        account={account}
        order={{ number, version }}
        initial={draftOfOrder(order)}
        notice={
          decisionReason !== null && (
            <div className="mb-4">
              <Notice tone="warn" title={t('detail.decisionReason')}>
                {decisionReason}
              </Notice>
            </div>
          )
        }
      />
    </>
  )
}
