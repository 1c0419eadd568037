import { getTranslations } from 'next-intl/server'
import { mayDo } from '@/domain/identity/permissions'
import { UploadBatch } from '@/features/order-desk/components/upload-batch'
import { requireViewer } from '@/server/session'
import { Card } from '@/ui/card'
import { ClientMessages } from '@/ui/client-messages'
import { PageHeader } from '@/ui/page-header'
import { buttonStyle } from '@/ui/button'

export async function generateMetadata() {
  const t = await getTranslations('orderDesk.excel')
  return { title: t('title') }
}

/** Many corrections in, and the approval list out and in again. */
export default async function ExcelPage() {
  const viewer = await requireViewer('work-orders.read')
  const [t, orders, shell] = await Promise.all([getTranslations('orderDesk.excel'), getTranslations('workOrders'), getTranslations('shell')])
  return (
    <>
      <PageHeader title={t('title')} description={t('description')} crumbs={[{ label: orders('title'), href: '/work-orders' }]} crumbsLabel={shell('breadcrumbs')} />
      <ClientMessages namespaces={['orderDesk']}>
        <div className="grid gap-4 lg:grid-cols-2">
          {mayDo(viewer.role, 'work-orders.prepare') && (
            <Card title={t('corrections')}>
              <p className="mb-3">{t('correctionsBody')}</p>
              <p className="mb-4">
                <a href="/work-orders/files/template" download className={buttonStyle()}>
                  {t('template')}
                </a>
              </p>
              <UploadBatch kind="drafts" />
            </Card>
          )}
          {mayDo(viewer.role, 'work-orders.decide') && (
            <Card title={t('approvals')}>
              <p className="mb-3">{t('approvalsBody')}</p>
              <p className="mb-4 flex flex-wrap gap-2">
                <a href="/work-orders/files/approval-list?view=approve" download className={buttonStyle()}>
                  {t('listToApprove')}
                </a>
                <a href="/work-orders/files/approval-list?state=approved" download className={buttonStyle()}>
                  {t('listApproved')}
                </a>
              </p>
              <UploadBatch kind="decisions" />
            </Card>
          )}
        </div>
      </ClientMessages>
    </>
  )
}
