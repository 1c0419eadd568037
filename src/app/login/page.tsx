import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { LoginForm } from '@/features/identity/components/login-form'
import { currentViewer } from '@/server/session'
import { DoorPage } from '@/ui/shell/door-page'

interface LoginPageProps {
  searchParams: Promise<{ next?: string | string[] }>
}

export async function generateMetadata() {
  const t = await getTranslations('shell.login')
  return { title: t('title') }
}

export default async function LoginPage({ searchParams }: LoginPageProps) {
  if (await currentViewer()) redirect('/')
  const [{ next }, t] = await Promise.all([searchParams, getTranslations('shell.login')])
  return (
    <DoorPage title={t('title')}>
      <LoginForm {...(typeof next === 'string' ? { next } : {})} />
    </DoorPage>
  )
}
