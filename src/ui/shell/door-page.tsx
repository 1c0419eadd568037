import { Zap } from 'lucide-react'
import { cookies } from 'next/headers'
import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { THEME_COOKIE, themeFrom } from '@/i18n/locale'
import { Card } from '../card'
import { Preferences } from './preferences'

/** The pages before the house: logging in, and what has to be done before anything else opens. */
export async function DoorPage({ title, children }: { title: string; children: ReactNode }) {
  const [t, cookieStore] = await Promise.all([getTranslations('shell'), cookies()])
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
          <h1 className="pt-3 pb-3 text-lg font-semibold">{title}</h1>
          {children}
        </Card>
        <p className="text-muted text-sm">{t('tagline')}</p>
      </div>
    </main>
  )
}
