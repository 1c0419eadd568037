import { getTranslations } from 'next-intl/server'
import { AddressForm } from '@/features/notifications/components/address-form'
import { MarkRead } from '@/features/notifications/components/mark-read'
import { NotificationList } from '@/features/notifications/components/notification-list'
import { mailAddressOf, notificationsOf } from '@/features/notifications/queries'
import { now } from '@/server/clock'
import { mailIsConfigured } from '@/server/mail'
import { requireUser } from '@/server/session'
import { Notice } from '@/ui/badge'
import { Card } from '@/ui/card'
import { ClientMessages } from '@/ui/client-messages'
import { EmptyState } from '@/ui/empty-state'
import { ListKeys } from '@/ui/list-keys'
import { PageHeader } from '@/ui/page-header'

export async function generateMetadata() {
  const t = await getTranslations('notifications')
  return { title: t('title') }
}

/** What waits for the viewer, and whether it is mailed to them as well. */
export default async function NotificationsPage() {
  const viewer = await requireUser()
  const [t, notifications, address] = await Promise.all([getTranslations('notifications'), notificationsOf(viewer, now()), mailAddressOf(viewer)])
  return (
    <ClientMessages namespaces={['notifications']}>
      <ListKeys />
      <PageHeader title={t('title')} description={t('description')} actions={notifications.some(({ read }) => !read) ? <MarkRead keys="all" label={t('readAll')} /> : undefined} />
      <Card flush className="mb-4">
        {notifications.length === 0 ? (
          <EmptyState title={t('none')}>
            <p>{t('noneBody')}</p>
          </EmptyState>
        ) : (
          <NotificationList notifications={notifications} />
        )}
      </Card>
      <Card title={t('mail.title')}>
        <p className="mb-3">{t('mail.body')}</p>
        {!mailIsConfigured() && (
          <div className="mb-3">
            <Notice>{t('mail.off')}</Notice>
          </div>
        )}
        <AddressForm initial={address ?? ''} />
      </Card>
    </ClientMessages>
  )
}
