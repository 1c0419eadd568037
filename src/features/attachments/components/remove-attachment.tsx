'use client'

import { Trash2 } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { useRef, useState } from 'react'
import { ActionNotice } from '@/ui/action-notice'
import { Button } from '@/ui/button'
import { describedBy, Field, TextInput } from '@/ui/field'
import { newRequestKey } from '@/ui/request-key'
import { removeAttachmentAction } from '../actions'

/** Takes one's own attachment off again, with a reason. */
export function RemoveAttachment({ number, id, name }: { number: string; id: string; name: string }) {
  const t = useTranslations('attachments')
  const router = useRouter()
  const dialog = useRef<HTMLDialogElement>(null)
  const [requestKey] = useState(newRequestKey)
  const [reason, setReason] = useState('')
  const { execute, result, isPending } = useAction(removeAttachmentAction, { onSuccess: () => router.refresh() })
  return (
    <>
      <Button variant="ghost" aria-label={t('remove', { name })} onClick={() => dialog.current?.showModal()}>
        <Trash2 aria-hidden className="size-4" />
      </Button>
      <dialog ref={dialog} aria-label={t('remove', { name })} className="border-line bg-surface text-ink m-auto w-[min(28rem,calc(100vw-2rem))] rounded-lg border p-4 backdrop:bg-black/40">
        <form
          className="grid gap-3"
          onSubmit={(event) => {
            event.preventDefault()
            execute({ number, id, reason, requestKey })
          }}
        >
          <Field id={`remove-${id}`} label={t('reason')}>
            <TextInput {...describedBy(`remove-${id}`, false)} required value={reason} maxLength={500} onChange={(event) => setReason(event.target.value)} />
          </Field>
          <ActionNotice error={result.serverError} />
          <div className="flex justify-end gap-2">
            <Button onClick={() => dialog.current?.close()}>{t('keep')}</Button>
            <Button type="submit" variant="danger" pending={isPending} disabled={reason.trim() === ''}>
              {t('remove', { name: '' })}
            </Button>
          </div>
        </form>
      </dialog>
    </>
  )
}
