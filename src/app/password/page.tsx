import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { PasswordForm } from '@/features/identity/components/password-form'
import { currentSession } from '@/server/session'
import { ClientMessages } from '@/ui/client-messages'
import { DoorPage } from '@/ui/shell/door-page'

export async function generateMetadata() {
  const t = await getTranslations('identity.password')
  return { title: t('title') }
}

export default async function PasswordPage() {
  const session = await currentSession()
  if (!session) redirect('/login')
  const t = await getTranslations('identity.password')
  return (
    <DoorPage title={t('title')}>
      <p className="text-muted pb-3">{session.duty === 'change-password' ? t('due') : t('hint')}</p>
      <ClientMessages namespaces={['identity']}>
        <PasswordForm username={session.username} />
      </ClientMessages>
    </DoorPage>
  )
}
