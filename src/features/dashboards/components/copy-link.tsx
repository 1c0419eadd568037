'use client'

import { Link2 } from 'lucide-react'
import { useSearchParams } from 'next/navigation'
import { useState } from 'react'
import { Button } from '@/ui/button'

interface CopyLinkProps {
  /** The view with nothing left to what is usual at the time: its months stand in it. */
  href: string
  words: { copy: string; copied: string; byHand: string }
}

/** Copies the address that opens exactly this view, charts that stand there as tables with it; shows it where the browser will not copy. */
export function CopyLink({ href, words }: CopyLinkProps) {
  const tables = useSearchParams().get('tables')
  const [done, setDone] = useState<'copied' | string | null>(null)

  async function copy() {
    const address = new URL(href, window.location.origin)
    if (tables !== null) address.searchParams.set('tables', tables)
    // Browsers copy on secure pages only.
    const copied = await navigator.clipboard?.writeText(address.href).then(() => true, () => false)
    setDone(copied ? 'copied' : address.href)
  }

  return (
    <span className="flex flex-wrap items-center gap-2">
      {done !== null && done !== 'copied' && (
        <input readOnly autoFocus aria-label={words.byHand} value={done} onFocus={({ target }) => target.select()} className="border-line bg-surface min-h-8 w-56 rounded-md border px-2 text-sm" />
      )}
      <Button variant="ghost" onClick={() => void copy()}>
        <Link2 aria-hidden className="size-4" />
        <span aria-live="polite">{done === null ? words.copy : done === 'copied' ? words.copied : words.byHand}</span>
      </Button>
    </span>
  )
}
