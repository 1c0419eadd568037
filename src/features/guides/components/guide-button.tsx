'use client'

import { CircleHelp } from 'lucide-react'
import { usePathname } from 'next/navigation'
import { useAction } from 'next-safe-action/hooks'
import { useCallback, useEffect, useRef } from 'react'
import { guideAction } from '../actions'

interface GuideButtonProps {
  texts: { button: string; close: string; keysTitle: string; loading: string }
}

/** `?` in the header and on the keyboard: a short guide to the page, for the role of whoever asks. */
export function GuideButton({ texts }: GuideButtonProps) {
  const pathname = usePathname()
  const dialog = useRef<HTMLDialogElement>(null)
  const { execute, result } = useAction(guideAction)
  const open = useCallback(() => {
    execute({ path: pathname })
    if (dialog.current && !dialog.current.open) dialog.current.showModal()
  }, [execute, pathname])
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const typing = event.target instanceof HTMLElement && event.target.matches('input:not([type=checkbox]), textarea, select, [contenteditable]')
      if (event.key !== '?' || typing || event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]')) return
      event.preventDefault()
      open()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [open])
  const guide = result.data
  return (
    <>
      <button type="button" title={texts.button} aria-label={texts.button} onClick={open} className="hover:bg-raised text-muted hover:text-ink grid size-9 place-items-center rounded-md">
        <CircleHelp aria-hidden className="size-5" />
      </button>
      <dialog ref={dialog} aria-labelledby="guide-title" className="border-line bg-surface text-ink m-auto max-h-[85dvh] w-[min(34rem,calc(100vw-2rem))] overflow-y-auto rounded-lg border p-5 backdrop:bg-black/40">
        <div className="grid gap-3">
          <h2 id="guide-title" className="text-lg font-semibold">
            {guide?.title ?? texts.loading}
          </h2>
          {guide && (
            <>
              <p>{guide.about}</p>
              <div>
                <h3 className="font-semibold">{guide.forRole.heading}</h3>
                {guide.forRole.lines.map((line) => (
                  <p key={line}>{line}</p>
                ))}
              </div>
              <div>
                <h3 className="mb-1 font-semibold">{texts.keysTitle}</h3>
                <dl className="grid grid-cols-[auto_1fr] gap-x-3 gap-y-1">
                  {guide.keys.map(({ key, text }) => (
                    <div key={key} className="contents">
                      <dt>
                        <kbd className="border-line bg-raised rounded border px-1.5 font-mono text-sm">{key}</kbd>
                      </dt>
                      <dd>{text}</dd>
                    </div>
                  ))}
                </dl>
              </div>
            </>
          )}
          <form method="dialog" className="text-right">
            <button autoFocus className="border-line hover:bg-raised min-h-9 rounded-md border px-3 font-medium">{texts.close}</button>
          </form>
        </div>
      </dialog>
    </>
  )
}
