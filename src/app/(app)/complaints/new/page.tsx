import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { ComplaintForm } from '@/features/complaints/components/complaint-form'
import { findOrder } from '@/features/work-orders/queries'
import { requireViewer } from '@/server/session'
import { Card } from '@/ui/card'
import { ClientMessages } from '@/ui/client-messages'
import { PageHeader } from '@/ui/page-header'
import { single } from '@/ui/url'

interface NewComplaintPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata() {
  const t = await getTranslations('complaints')
  return { title: t('title') }
}

export default async function NewComplaintPage({ searchParams }: NewComplaintPageProps) {
  const viewer = await requireViewer('complaints.handle')
  const order = await findOrder(viewer, single((await searchParams)['order']) ?? '')
  if (!order) notFound()
  const [t, shell] = await Promise.all([getTranslations('complaints'), getTranslations('shell')])
  return (
    <>
      <PageHeader title={t('form.title', { number: order.number })} crumbs={[{ label: order.number, href: `/work-orders/${order.number}` }]} crumbsLabel={shell('breadcrumbs')} />
      <Card className="max-w-3xl pt-3">
        <ClientMessages namespaces={['complaints']}>
          <ComplaintForm orderNumber={order.number} customer={order.accountName} />
        </ClientMessages>
      </Card>
    </>
  )
}
