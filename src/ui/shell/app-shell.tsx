import { Menu, Zap } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { Theme } from '@/i18n/locale'
import { NavLinks, type NavKey } from './nav-links'
import { Preferences } from './preferences'

interface AppShellProps {
  viewer: { name: string; role: string }
  nav: readonly NavKey[]
  theme: Theme
  /** Buttons of every page: the guide, the bell. */
  tools?: ReactNode
  /** The button that logs out. */
  logOut: ReactNode
  /** What finds anything from anywhere. */
  palette: ReactNode
  children: ReactNode
}

/** The frame around every page: places on the left (in a menu on a phone), who is here and how it looks at the top. */
export function AppShell({ viewer, nav, theme, tools, logOut, palette, children }: AppShellProps) {
  const t = useTranslations('shell')
  return (
    <div className="min-h-dvh lg:grid lg:grid-cols-[13rem_1fr]">
      <a href="#main" className="bg-accent text-accent-ink sr-only z-50 rounded p-2 focus:not-sr-only focus:absolute focus:top-2 focus:left-2">
        {t('skip')}
      </a>
      <aside className="border-line bg-surface no-print hidden border-r lg:block">
        <div className="sticky top-0 grid gap-4 p-3">
          <Brand name={t('product')} />
          <nav aria-label={t('nav.label')}>
            <NavLinks items={nav} />
          </nav>
        </div>
      </aside>
      <div className="min-w-0">
        <header className="border-line bg-surface no-print sticky top-0 z-20 flex min-h-12 flex-wrap items-center justify-between gap-x-3 gap-y-1 border-b px-4 py-1.5">
          <details className="group relative lg:hidden">
            <summary className="flex min-h-9 list-none items-center gap-2 font-semibold" aria-label={t('nav.label')}>
              <Menu aria-hidden className="size-5" />
              <span className="max-sm:sr-only">{t('product')}</span>
            </summary>
            <nav aria-label={t('nav.label')} className="border-line bg-surface absolute top-11 left-0 z-30 w-56 rounded-lg border p-2 shadow-lg">
              <NavLinks items={nav} />
            </nav>
          </details>
          <p className="text-muted hidden text-sm lg:block">{t('tagline')}</p>
          <div className="flex items-center gap-1 sm:gap-3">
            {palette}
            {tools !== undefined && <div className="flex items-center gap-1">{tools}</div>}
            <Preferences theme={theme} />
            <p className="hidden text-sm sm:block">
              <Link href="/profile" className="font-medium underline-offset-2 hover:underline">{viewer.name}</Link> <span className="text-muted">{viewer.role}</span>
            </p>
            {logOut}
          </div>
        </header>
        <main id="main" tabIndex={-1} className="mx-auto max-w-[88rem] p-4 lg:p-6">
          {children}
        </main>
      </div>
    </div>
  )
}

const Brand = ({ name }: { name: string }) => (
  <Link href="/" className="flex items-center gap-2 px-2.5 py-1 text-lg font-semibold">
    <Zap aria-hidden className="text-accent size-5" />
    {name}
  </Link>
)
