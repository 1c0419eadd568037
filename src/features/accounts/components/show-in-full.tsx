'use client'

import { useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { useId, useRef } from 'react'
import { PURPOSES } from '@/domain/identity/masking'
import { ActionNotice } from '@/ui/action-notice'
import { Button } from '@/ui/button'
import { PurposeFields } from '@/ui/purpose-fields'
import { showInFullAction } from '../actions'
import type { ShowInFull } from '../schemas'
import { useShownInFull } from './personal-data'

/** Asks what the personal data of these accounts is wanted for, and shows it until the page is left. */
export function ShowInFullButton({ accounts }: { accounts: ShowInFull['accounts'] }) {
  const t = useTranslations('personalData')
  const { whole, show } = useShownInFull()
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()
  const { execute, result, isPending } = useAction(showInFullAction, {
    onSuccess: ({ data }) => {
      if (data) show(data)
      dialog.current?.close()
    },
  })
  if (whole.size > 0) return <p role="status" className="text-muted self-center text-sm">{t('shown')}</p>
  return (
    <>
      <Button onClick={() => dialog.current?.showModal()}>{t('open')}</Button>
      <dialog ref={dialog} aria-labelledby={`${id}-title`} className="border-line bg-surface text-ink m-auto w-[min(28rem,calc(100vw-2rem))] rounded-lg border p-4 text-left backdrop:bg-black/40">
        <form
          className="grid gap-3"
          onSubmit={(event) => {
            event.preventDefault()
            const form = new FormData(event.currentTarget)
            execute({ accounts, purpose: PURPOSES.find((one) => one === form.get('purpose')) ?? 'other', note: String(form.get('note') ?? '') })
          }}
        >
          <h2 id={`${id}-title`} className="text-lg font-semibold">
            {t('title')}
          </h2>
          <p>{t('body')}</p>
          <PurposeFields id={id} initial="contact-customer" />
          <ActionNotice error={result.serverError} />
          <div className="flex flex-wrap justify-end gap-2">
            <Button onClick={() => dialog.current?.close()}>{t('back')}</Button>
            <Button type="submit" variant="primary" pending={isPending}>
              {t('show')}
            </Button>
          </div>
        </form>
      </dialog>
    </>
  )
}
