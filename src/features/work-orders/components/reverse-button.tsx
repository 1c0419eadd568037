'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { useRef, useState } from 'react'
import { ActionNotice } from '@/ui/action-notice'
import { Button } from '@/ui/button'
import { describedBy, Field, TextArea } from '@/ui/field'
import { newRequestKey } from '@/ui/request-key'
import { reverseOrderAction } from '../actions'

/** Prepares the linked order that takes this one back, and opens it. */
export function ReverseButton({ number, version }: { number: string; version: number }) {
  const t = useTranslations('orderLife.reverse')
  const router = useRouter()
  const dialog = useRef<HTMLDialogElement>(null)
  const [requestKey] = useState(newRequestKey)
  const [reason, setReason] = useState('')
  const { execute, result, isPending, hasSucceeded } = useAction(reverseOrderAction, {
    onSuccess: ({ data }) => {
      dialog.current?.close()
      if (data) router.push(`/work-orders/${data.number}`)
    },
  })
  const missing = reason.trim() === ''
  const send = (submit: boolean) => {
    if (!missing) execute({ number, version, reason, submit, requestKey })
  }
  return (
    <>
      <Button variant="danger" onClick={() => dialog.current?.showModal()}>
        {t('open')}
      </Button>
      <dialog ref={dialog} aria-labelledby="reverse-title" className="border-line bg-surface text-ink m-auto w-[min(32rem,calc(100vw-2rem))] rounded-lg border p-4 backdrop:bg-black/40">
        <form
          className="grid gap-3"
          onSubmit={(event) => {
            event.preventDefault()
            send(true)
          }}
        >
          <h2 id="reverse-title" className="text-lg font-semibold">
            {t('title', { number })}
          </h2>
          <p>{t('body')}</p>
          <Field id="reverse-reason" label={t('reason')}>
            <TextArea {...describedBy('reverse-reason', false)} required value={reason} onChange={(event) => setReason(event.target.value)} maxLength={2000} />
          </Field>
          <ActionNotice error={result.serverError} />
          <div className="flex flex-wrap justify-end gap-2">
            <Button onClick={() => dialog.current?.close()}>{t('back')}</Button>
            <Button pending={isPending || hasSucceeded} disabled={missing} onClick={() => send(false)}>
              {t('draft')}
            </Button>
            <Button type="submit" variant="danger" pending={isPending || hasSucceeded} disabled={missing}>
              {t('submit')}
            </Button>
          </div>
        </form>
      </dialog>
    </>
  )
}
