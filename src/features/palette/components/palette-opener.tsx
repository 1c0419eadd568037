'use client'

import { Search } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { lazy, Suspense, useEffect, useState } from 'react'

const Palette = lazy(() => import('./palette'))

/** Ctrl-K (or ⌘K) on every page, and a button for those who do not know it. What opens is loaded then. */
export function PaletteOpener() {
  const t = useTranslations('palette')
  const [open, setOpen] = useState(false)
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey)) return
      event.preventDefault()
      setOpen((is) => !is)
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])
  return (
    <>
      <button
        type="button"
        aria-haspopup="dialog"
        aria-label={t('open')}
        aria-keyshortcuts="Control+K Meta+K"
        onClick={() => setOpen(true)}
        className="border-line text-muted hover:text-ink flex min-h-8 items-center gap-2 rounded border px-2 text-sm"
      >
        <Search aria-hidden className="size-4" />
        <span className="hidden md:inline">{t('find')}</span>
        <kbd className="bg-raised hidden rounded px-1 font-sans text-xs md:inline">Ctrl K</kbd>
      </button>
      {open && (
        <Suspense>
          <Palette close={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
