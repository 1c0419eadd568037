import type { Metadata, Viewport } from 'next'
import { cookies, headers } from 'next/headers'
import { getLocale, getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { THEME_COOKIE, themeFrom } from '@/i18n/locale'
import { RootMessages } from '@/ui/client-messages'
import './globals.css'

export const viewport: Viewport = { width: 'device-width', initialScale: 1 }

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('shell')
  return { title: { default: t('product'), template: `%s · ${t('product')}` }, icons: '/icon.svg' }
}

/** Before the first paint: what "as the system" means here and now. */
const RESOLVE_THEME = "if(document.documentElement.dataset.theme==='system')document.documentElement.dataset.theme=matchMedia('(prefers-color-scheme: dark)').matches?'dark':'light'"

export default async function RootLayout({ children }: { children: ReactNode }) {
  const theme = themeFrom((await cookies()).get(THEME_COOKIE)?.value)
  return (
    <html lang={await getLocale()} data-theme={theme} suppressHydrationWarning>
      <body>
        {theme === 'system' && <script nonce={(await headers()).get('x-nonce') ?? undefined} suppressHydrationWarning dangerouslySetInnerHTML={{ __html: RESOLVE_THEME }} />}
        <RootMessages>{children}</RootMessages>
      </body>
    </html>
  )
}
