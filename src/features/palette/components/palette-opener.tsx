'use client'

import { Search } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import type { PaletteItem } from '../schemas'

const Palette = dynamic(() => import('./palette').then((module) => module.Palette), { ssr: false })

/** Ctrl-K (or ⌘K) on every page, and a button for those who do not know it. What opens is loaded then. */
export function PaletteOpener({ places }: { places: readonly PaletteItem[] }) {
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
      {open && <Palette places={places} close={() => setOpen(false)} />}
    </>
  )
}
