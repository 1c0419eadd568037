'use client'

import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { DENSITY_COOKIE, type Density } from '@/i18n/locale'

const YEAR_S = 365 * 24 * 3600

/** Rows wide apart or close together: kept in a cookie, so that every list is drawn so the first time. */
export function DensitySwitch({ density }: { density: Density }) {
  const t = useTranslations('lists.density')
  const router = useRouter()
  const other: Density = density === 'compact' ? 'comfortable' : 'compact'
  return (
    <button
      type="button"
      aria-pressed={density === 'compact'}
      className="border-line text-muted hover:text-ink min-h-8 rounded border px-2 text-sm"
      onClick={() => {
        document.cookie = `${DENSITY_COOKIE}=${other}; path=/; max-age=${YEAR_S}; samesite=lax${location.protocol === 'https:' ? '; secure' : ''}`
        router.refresh()
      }}
    >
      {t('compact')}
    </button>
  )
}
