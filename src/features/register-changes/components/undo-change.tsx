'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { useRef, useState } from 'react'
import { ActionNotice } from '@/ui/action-notice'
import { Button } from '@/ui/button'
import { describedBy, Field, TextArea } from '@/ui/field'
import { newRequestKey } from '@/ui/request-key'
import { undoChangeAction } from '../actions'

/** Undoes a change by its counter-change, with a reason of its own. */
export function UndoChange({ id, effect }: { id: string; effect: string }) {
  const t = useTranslations('registerChanges')
  const router = useRouter()
  const dialog = useRef<HTMLDialogElement>(null)
  const [requestKey] = useState(newRequestKey)
  const [reason, setReason] = useState('')
  const { execute, result, isPending, hasSucceeded } = useAction(undoChangeAction, {
    onSuccess: ({ data }) => {
      dialog.current?.close()
      if (data) router.push(`/accounts/changes/${data.change}`)
    },
  })
  return (
    <>
      <Button variant="danger" onClick={() => dialog.current?.showModal()}>
        {t('undo.title')}
      </Button>
      <dialog ref={dialog} aria-labelledby="undo-title" className="border-line bg-surface text-ink m-auto w-[min(32rem,calc(100vw-2rem))] rounded-lg border p-4 backdrop:bg-black/40">
        <form
          className="grid gap-3"
          onSubmit={(event) => {
            event.preventDefault()
            execute({ id, reason, requestKey })
          }}
        >
          <h2 id="undo-title" className="text-lg font-semibold">
            {t('undo.title')}
          </h2>
          <p>{effect}</p>
          <Field id="undo-reason" label={t('reason')}>
            <TextArea {...describedBy('undo-reason', false)} required maxLength={500} value={reason} onChange={(event) => setReason(event.target.value)} />
          </Field>
          <ActionNotice error={result.serverError} />
          <div className="flex justify-end gap-2">
            <Button onClick={() => dialog.current?.close()}>{t('undo.back')}</Button>
            <Button type="submit" variant="danger" pending={isPending || hasSucceeded} disabled={reason.trim() === ''}>
              {t('undo.confirm')}
            </Button>
          </div>
        </form>
      </dialog>
    </>
  )
}
