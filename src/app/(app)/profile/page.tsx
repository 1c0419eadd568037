import { redirect } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { deviceName } from '@/domain/identity/device'
import { OwnSessions } from '@/features/identity/components/own-sessions'
import { ownSessions } from '@/features/identity/user-queries'
import { now } from '@/server/clock'
import { currentSession, requireUser } from '@/server/session'
import { Card } from '@/ui/card'
import { ClientMessages } from '@/ui/client-messages'
import { formatInstant } from '@/ui/format'
import { LinkButton } from '@/ui/link-button'
import { PageHeader } from '@/ui/page-header'

export async function generateMetadata() {
  const t = await getTranslations('identity.profile')
  return { title: t('title') }
}

export default async function ProfilePage() {
  const viewer = await requireUser()
  const session = await currentSession()
  if (!session) redirect('/login')
  const [t, shell, locale, sessions] = await Promise.all([getTranslations('identity.profile'), getTranslations('shell'), getLocale(), ownSessions(viewer, now())])
  const rows = sessions.map(({ id, createdAt, expiresAt, ipAddress, userAgent }) => ({
    id, begun: formatInstant(createdAt, locale), until: formatInstant(expiresAt, locale), from: ipAddress || t('unknown'), device: deviceName(userAgent ?? '') ?? (userAgent || t('unknown')), detail: userAgent ?? '', current: id === session.sessionId,
  }))
  return (
    <ClientMessages namespaces={['identity']}>
      <PageHeader title={viewer.name} description={`${session.username} · ${shell(`roles.${viewer.role}`)}`} />
      <div className="grid gap-4 lg:grid-cols-2">
        <Card title={t('ways')}>
          <div className="flex flex-wrap gap-2">
            <LinkButton href="/password">{t('changePassword')}</LinkButton>
            <LinkButton href="/second-factor">{session.secondFactor ? t('dropSecondFactor') : t('setUpSecondFactor')}</LinkButton>
          </div>
        </Card>
        <Card title={t('sessions')}>
          <OwnSessions sessions={rows} />
        </Card>
      </div>
    </ClientMessages>
  )
}
