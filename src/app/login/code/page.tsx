import { getTranslations } from 'next-intl/server'
import { CodeForm } from '@/features/identity/components/code-form'
import { ClientMessages } from '@/ui/client-messages'
import { DoorPage } from '@/ui/shell/door-page'

interface CodePageProps {
  searchParams: Promise<{ next?: string | string[] }>
}

export async function generateMetadata() {
  const t = await getTranslations('identity.code')
  return { title: t('title') }
}

export default async function CodePage({ searchParams }: CodePageProps) {
  const [{ next }, t] = await Promise.all([searchParams, getTranslations('identity.code')])
  return (
    <DoorPage title={t('title')}>
      <ClientMessages namespaces={['identity']}>
        <CodeForm {...(typeof next === 'string' ? { next } : {})} />
      </ClientMessages>
    </DoorPage>
  )
}
