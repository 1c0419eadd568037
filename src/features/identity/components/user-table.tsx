import { getLocale, getTranslations } from 'next-intl/server'
import { isShut } from '@/domain/identity/account-rules'
import { Badge } from '@/ui/badge'
import { ColumnTable, type Column } from '@/ui/column-table'
import { formatInstant } from '@/ui/format'
import type { KnownUser } from '../user-queries'

/** Every account, what it opens, and when it was last used. */
export async function UserTable({ users }: { users: readonly KnownUser[] }) {
  const [t, shell, common, locale] = await Promise.all([getTranslations('identity.users'), getTranslations('shell'), getTranslations('common'), getLocale()])
  const instant = (at: Date | null) => (at === null ? '—' : formatInstant(at, locale))
  const columns: Column<KnownUser>[] = [
    { head: t('username'), cell: ({ username }) => <span className="font-mono">{username}</span> },
    { head: t('name'), cell: ({ name }) => name },
    { head: t('role'), cell: ({ role }) => shell(`roles.${role}`) },
    { head: t('stations'), cell: ({ stations }) => <span className="whitespace-normal">{stations === 'all' ? common('all') : stations.join(', ')}</span> },
    { head: t('state'), cell: ({ state }) => <Badge tone={state === 'open' ? 'good' : isShut(state) ? 'neutral' : 'warn'}>{t(`states.${state}`)}</Badge> },
    { head: t('secondFactor'), cell: ({ secondFactor }) => (secondFactor ? t('on') : '—') },
    { head: t('lastSeen'), cell: ({ lastSeenAt }) => instant(lastSeenAt) },
    { head: t('passwordChanged'), cell: ({ passwordChangedAt }) => instant(passwordChangedAt) },
  ]
  return <ColumnTable stacks caption={t('list')} columns={columns} rows={users} keyOf={({ username }) => username} />
}
