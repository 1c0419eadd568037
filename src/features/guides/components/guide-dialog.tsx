'use client'

import { useAction } from 'next-safe-action/hooks'
import { useEffect, useRef } from 'react'
import { guideAction } from '../actions'

export interface GuideTexts {
  close: string
  keysTitle: string
  loading: string
}

/** The guide to a page, fetched when it opens. */
export default function GuideDialog({ path, texts, close }: { path: string; texts: GuideTexts; close: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null)
  const { execute, result } = useAction(guideAction)
  useEffect(() => {
    dialog.current?.showModal()
    execute({ path })
  }, [execute, path])
  const guide = result.data
  return (
    <dialog ref={dialog} onClose={close} aria-labelledby="guide-title" className="border-line bg-surface text-ink m-auto max-h-[85dvh] w-[min(34rem,calc(100vw-2rem))] overflow-y-auto rounded-lg border p-5 backdrop:bg-black/40">
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
  )
}
