import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { SecondFactorForm } from '@/features/identity/components/second-factor-form'
import { currentSession } from '@/server/session'
import { ClientMessages } from '@/ui/client-messages'
import { DoorPage } from '@/ui/shell/door-page'

export async function generateMetadata() {
  const t = await getTranslations('identity.secondFactor')
  return { title: t('title') }
}

export default async function SecondFactorPage() {
  const session = await currentSession()
  if (!session) redirect('/login')
  const t = await getTranslations('identity.secondFactor')
  return (
    <DoorPage title={t('title')}>
      <p className="text-muted pb-3">{session.duty === 'set-up-second-factor' ? t('due') : t('hint')}</p>
      <ClientMessages namespaces={['identity']}>
        <SecondFactorForm enabled={session.secondFactor} />
      </ClientMessages>
    </DoorPage>
  )
}
