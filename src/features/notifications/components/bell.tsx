import { Bell } from 'lucide-react'
import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { now } from '@/server/clock'
import type { Viewer } from '@/server/viewer'
import { NOTIFICATION_LIMIT, unreadCount } from '../queries'

/** The bell in the header with how many are unread. */
export async function NotificationBell({ viewer }: { viewer: Viewer }) {
  const [t, count] = await Promise.all([getTranslations('notifications'), unreadCount(viewer, now())])
  return <BellLink label={t('bell', { count })} badge={count === 0 ? null : count >= NOTIFICATION_LIMIT ? `${NOTIFICATION_LIMIT - 1}+` : String(count)} />
}

/** The bell before its count is known. */
export function BellLink({ label, badge }: { label: string; badge: string | null }) {
  return (
    <Link href="/notifications" aria-label={label} title={label} className="hover:bg-raised text-muted hover:text-ink relative grid size-9 place-items-center rounded-md">
      <Bell aria-hidden className="size-5" />
      {badge !== null && (
        <span aria-hidden data-unread={badge} className="bg-accent text-accent-ink tabular absolute top-0 -right-1 min-w-4.5 rounded-full px-1 text-center text-[0.6875rem] leading-4.5 font-semibold">
          {badge}
        </span>
      )}
    </Link>
  )
}
