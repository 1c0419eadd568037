import Link from 'next/link'
import { getLocale, getTranslations } from 'next-intl/server'
import { Badge, type Tone } from '@/ui/badge'
import { classNames } from '@/ui/class-names'
import { formatInstant } from '@/ui/format'
import type { Notification } from '../queries'
import { placeOf, type NotificationKind } from '../schemas'
import { MarkRead } from './mark-read'

const TONES: Record<NotificationKind, Tone> = {
  approve: 'accent', returned: 'warn', raised: 'bad', overdue: 'bad', mentioned: 'neutral', assigned: 'accent',
  'backup-missing': 'bad', 'backup-failed': 'bad', 'proof-failed': 'bad', 'check-missing': 'bad', 'check-bad': 'bad', 'worker-silent': 'bad',
}

/** What there is to know, newest first; each opens its order. */
export async function NotificationList({ notifications }: { notifications: readonly Notification[] }) {
  const [t, locale] = await Promise.all([getTranslations('notifications'), getLocale()])
  return (
    <ul aria-label={t('list')}>
      {notifications.map(({ key, kind, number, accountName, by, at, read }) => (
        <li key={key} data-kind={kind} className="border-line flex flex-wrap items-start justify-between gap-x-3 gap-y-1 border-b px-4 py-2.5 last:border-b-0">
          <div className="min-w-0">
            <Link href={placeOf({ kind, number })} data-row-link className={classNames('hover:text-accent hover:underline', !read && 'font-semibold')}>
              {t(`kinds.${kind}`, { number, name: accountName, by: by ?? '—' })}
            </Link>
            <p className="text-muted text-sm">
              <time dateTime={at.toISOString()}>{formatInstant(at, locale)}</time>
            </p>
          </div>
          {!read && (
            <span className="flex items-center gap-2">
              <Badge tone={TONES[kind]}>{t('unread')}</Badge>
              <MarkRead keys={[key]} label={t('read')} />
            </span>
          )}
        </li>
      ))}
    </ul>
  )
}
