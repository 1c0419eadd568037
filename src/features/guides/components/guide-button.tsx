'use client'

import { CircleHelp } from 'lucide-react'
import { usePathname } from 'next/navigation'
import { lazy, Suspense, useEffect, useState } from 'react'
import type { GuideTexts } from './guide-dialog'

const GuideDialog = lazy(() => import('./guide-dialog'))

/** `?` in the header and on the keyboard: a short guide to the page, for the role of whoever asks. What opens is loaded then. */
export function GuideButton({ texts }: { texts: GuideTexts & { button: string } }) {
  const pathname = usePathname()
  const [open, setOpen] = useState(false)
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const typing = event.target instanceof HTMLElement && event.target.matches('input:not([type=checkbox]), textarea, select, [contenteditable]')
      if (event.key !== '?' || typing || event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]')) return
      event.preventDefault()
      setOpen(true)
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])
  return (
    <>
      <button type="button" title={texts.button} aria-label={texts.button} aria-haspopup="dialog" onClick={() => setOpen(true)} className="hover:bg-raised text-muted hover:text-ink grid size-9 place-items-center rounded-md">
        <CircleHelp aria-hidden className="size-5" />
      </button>
      {open && (
        <Suspense>
          <GuideDialog path={pathname} texts={texts} close={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
