import { getLocale, getTranslations } from 'next-intl/server'
import { isShut } from '@/domain/identity/account-rules'
import { Badge } from '@/ui/badge'
import { formatInstant } from '@/ui/format'
import { Table, Td, Th } from '@/ui/table'
import type { KnownUser } from '../user-queries'

/** Every account, what it opens, and when it was last used. */
export async function UserTable({ users }: { users: readonly KnownUser[] }) {
  const [t, shell, common, locale] = await Promise.all([getTranslations('identity.users'), getTranslations('shell'), getTranslations('common'), getLocale()])
  return (
    <Table caption={t('list')}>
      <thead>
        <tr>
          <Th>{t('username')}</Th>
          <Th>{t('name')}</Th>
          <Th>{t('role')}</Th>
          <Th>{t('stations')}</Th>
          <Th>{t('state')}</Th>
          <Th>{t('secondFactor')}</Th>
          <Th>{t('lastSeen')}</Th>
          <Th>{t('passwordChanged')}</Th>
        </tr>
      </thead>
      <tbody>
        {users.map((user) => (
          <tr key={user.username} className="hover:bg-raised">
            <Td className="font-mono">{user.username}</Td>
            <Td>{user.name}</Td>
            <Td>{shell(`roles.${user.role}`)}</Td>
            <Td>{user.stations === 'all' ? common('all') : user.stations.join(', ')}</Td>
            <Td>
              <Badge tone={user.state === 'open' ? 'good' : isShut(user.state) ? 'neutral' : 'warn'}>{t(`states.${user.state}`)}</Badge>
            </Td>
            <Td>{user.secondFactor ? t('on') : '—'}</Td>
            <Td className="whitespace-nowrap">{user.lastSeenAt ? formatInstant(user.lastSeenAt, locale) : '—'}</Td>
            <Td className="whitespace-nowrap">{user.passwordChangedAt ? formatInstant(user.passwordChangedAt, locale) : '—'}</Td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}
