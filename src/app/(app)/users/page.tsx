import { getTranslations } from 'next-intl/server'
import { mayDo } from '@/domain/identity/permissions'
import { allStations } from '@/features/accounts/queries'
import { AskUserChangeForm } from '@/features/identity/components/ask-user-change-form'
import { UserChanges } from '@/features/identity/components/user-changes'
import { UserTable } from '@/features/identity/components/user-table'
import { knownUsers, userChanges } from '@/features/identity/user-queries'
import { now } from '@/server/clock'
import { currentSession, requireViewer } from '@/server/session'
import { Card } from '@/ui/card'
import { ClientMessages } from '@/ui/client-messages'
import { EmptyState } from '@/ui/empty-state'
import { PageHeader } from '@/ui/page-header'

export async function generateMetadata() {
  const t = await getTranslations('identity.users')
  return { title: t('title') }
}

export default async function UsersPage() {
  const viewer = await requireViewer('users.read')
  const [t, changesText, users, changes, stations, session] = await Promise.all([
    getTranslations('identity.users'), getTranslations('identity.changes'), knownUsers(viewer, now()), userChanges(viewer), allStations(), currentSession(),
  ])
  return (
    <ClientMessages namespaces={['identity']}>
      <PageHeader title={t('title')} description={t('description')} />
      <div className="grid gap-4">
        {mayDo(viewer.role, 'users.request') && (
          <Card title={changesText('askTitle')}>
            <AskUserChangeForm stations={stations} />
          </Card>
        )}
        <Card flush title={changesText('title')}>
          {changes.length === 0 ? <EmptyState title={changesText('none')} /> : <UserChanges changes={changes} viewer={viewer} own={session?.username ?? ''} />}
        </Card>
        <Card flush title={t('list')}>
          <UserTable users={users} />
        </Card>
      </div>
    </ClientMessages>
  )
}
