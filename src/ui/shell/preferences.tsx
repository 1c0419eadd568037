'use client'

import { useRouter } from 'next/navigation'
import { useLocale, useTranslations } from 'next-intl'
import { LOCALE_COOKIE, THEME_COOKIE, THEMES, type Theme } from '@/i18n/locale'

const YEAR_S = 365 * 24 * 3600

function keep(cookie: string, value: string): void {
  document.cookie = `${cookie}=${value}; path=/; max-age=${YEAR_S}; samesite=lax${location.protocol === 'https:' ? '; secure' : ''}`
}

const switchStyle = 'text-muted hover:text-ink border-line min-h-8 rounded border bg-transparent px-2 text-sm'

/** Language and theme: kept in cookies, so that the server draws the page right the first time. */
export function Preferences({ theme }: { theme: Theme }) {
  const t = useTranslations('shell')
  const locale = useLocale()
  const router = useRouter()
  const nextLocale = locale === 'zh-CN' ? 'en' : 'zh-CN'
  const choose = (cookie: string, value: string) => {
    keep(cookie, value)
    router.refresh()
  }
  return (
    <div className="flex items-center gap-2">
      <button type="button" lang={nextLocale} className={switchStyle} onClick={() => choose(LOCALE_COOKIE, nextLocale)}>
        {locale === 'zh-CN' ? 'English' : '中文'}
      </button>
      <select aria-label={t('theme.label')} value={theme} className={switchStyle} onChange={(event) => choose(THEME_COOKIE, event.target.value)}>
        {THEMES.map((option) => (
          <option key={option} value={option}>
            {t(`theme.${option}`)}
          </option>
        ))}
      </select>
    </div>
  )
}
