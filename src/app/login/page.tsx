import { Zap } from 'lucide-react'
import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { LoginForm } from '@/features/identity/components/login-form'
import { THEME_COOKIE, themeFrom } from '@/i18n/locale'
import { currentViewer } from '@/server/session'
import { Card } from '@/ui/card'
import { Preferences } from '@/ui/shell/preferences'

interface LoginPageProps {
  searchParams: Promise<{ next?: string | string[] }>
}

export async function generateMetadata() {
  const t = await getTranslations('shell.login')
  return { title: t('title') }
}

export default async function LoginPage({ searchParams }: LoginPageProps) {
  if (await currentViewer()) redirect('/dashboard')
  const { next } = await searchParams
  const [t, tLogin, cookieStore] = await Promise.all([getTranslations('shell'), getTranslations('shell.login'), cookies()])
  return (
    <main className="grid min-h-dvh place-items-center p-4">
      <div className="grid w-full max-w-sm gap-4">
        <div className="flex items-center justify-between gap-3">
          <p className="flex items-center gap-2 text-xl font-semibold">
            <Zap aria-hidden className="text-accent size-6" />
            {t('product')}
          </p>
          <Preferences theme={themeFrom(cookieStore.get(THEME_COOKIE)?.value)} />
        </div>
        <Card>
          <h1 className="pt-3 pb-3 text-lg font-semibold">{tLogin('title')}</h1>
          <LoginForm {...(typeof next === 'string' ? { next } : {})} />
        </Card>
        <p className="text-muted text-sm">{t('tagline')}</p>
      </div>
    </main>
  )
}
