import { notFound, redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { maskName } from '@/domain/identity/masking'
import { isBillingMonth } from '@/domain/plain-date'
import { findAccount } from '@/features/accounts/queries'
import { proposedCorrection } from '@/features/bill-checks/proposed-correction'
import { proposedOrder, type ProposedOrder } from '@/features/suspects/proposed-order'
import { OrderFormPage } from '@/features/work-orders/components/order-form-page'
import { requireViewer } from '@/server/session'
import { draftSplits, EMPTY_DRAFT, type OrderDraft } from '@/features/work-orders/components/order-draft'
import { PageHeader } from '@/ui/page-header'
import { single } from '@/ui/url'

interface NewOrderPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata() {
  const t = await getTranslations('workOrders')
  return { title: t('new') }
}

export default async function NewOrderPage({ searchParams }: NewOrderPageProps) {
  const viewer = await requireViewer('work-orders.prepare')
  const params = await searchParams
  const accountNo = single(params['account'])
  const check = single(params['check'])
  const suspected = single(params['suspect']) !== undefined
  if (accountNo === undefined) redirect('/accounts')
  const account = await findAccount(viewer, accountNo)
  if (!account) notFound()
  const [t, shell, proposed] = await Promise.all([
    getTranslations('workOrders'),
    getTranslations('shell'),
    check !== undefined && isBillingMonth(check) ? proposedCorrection(viewer, account, check) : suspected ? proposedOrder(viewer, account) : null,
  ])
  return (
    <>
      <PageHeader
        title={t('newFor', { name: maskName(account.name) })}
        crumbs={[{ label: account.accountNo, href: `/accounts/${account.accountNo}` }]}
        crumbsLabel={shell('breadcrumbs')}
      />
      <OrderFormPage viewer={viewer} account={account} initial={proposed ? draftOf(proposed) : EMPTY_DRAFT} {...(proposed ? { origin: check ?? 'suspect' } : {})} />
    </>
  )
}

const draftOf = ({ terms, finding, effectiveFrom, reason }: ProposedOrder): OrderDraft => ({
  ...EMPTY_DRAFT, finding, effectiveFrom, reason, remainder: terms.remainder, splits: draftSplits(terms),
})
