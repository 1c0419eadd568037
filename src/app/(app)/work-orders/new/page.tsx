import { notFound, redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { findAccount } from '@/features/accounts/queries'
import { OrderFormPage } from '@/features/work-orders/components/order-form-page'
import { requireViewer } from '@/server/session'
import { PageHeader } from '@/ui/page-header'
import { single } from '@/ui/url'

interface NewOrderPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata() {
  const t = await getTranslations('workOrders')
  return { title: t('new') }
}

const EMPTY = { finding: '', remainder: '', splits: [], effectiveFrom: '', reason: '', evidence: '' }

export default async function NewOrderPage({ searchParams }: NewOrderPageProps) {
  const viewer = await requireViewer('work-orders.prepare')
  const accountNo = single((await searchParams)['account'])
  if (accountNo === undefined) redirect('/accounts')
  const account = await findAccount(viewer, accountNo)
  if (!account) notFound()
  const [t, shell] = await Promise.all([getTranslations('workOrders'), getTranslations('shell')])
  return (
    <>
      <PageHeader
        title={t('newFor', { name: account.name })}
        crumbs={[{ label: account.accountNo, href: `/accounts/${account.accountNo}` }]}
        crumbsLabel={shell('breadcrumbs')}
      />
      <OrderFormPage viewer={viewer} account={account} initial={EMPTY} />
    </>
  )
}
