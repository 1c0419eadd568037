'use client'

import { useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { useId, useRef, useState } from 'react'
import { ActionNotice } from '@/ui/action-notice'
import { Button } from '@/ui/button'
import { Field, Select, TextArea, TextInput } from '@/ui/field'
import { newRequestKey } from '@/ui/request-key'
import { markSuspectAction } from '../actions'
import { DISMISS_REASONS, type DismissReason } from '../choices'

interface SuspectDecisionsProps {
  accountNo: string
  name: string
  /** Dismissed or snoozed now. */
  marked: boolean
}

/** Dismiss with a reason, put off to a day, or take up again. */
export function SuspectDecisions({ accountNo, name, marked }: SuspectDecisionsProps) {
  const t = useTranslations('suspects')
  const dialog = useRef<HTMLDialogElement>(null)
  const [decision, setDecision] = useState<'dismiss' | 'snooze' | null>(null)
  const [reopenKey] = useState(newRequestKey)
  const reopen = useAction(markSuspectAction)
  const titleId = useId()
  const open = (next: 'dismiss' | 'snooze') => {
    setDecision(next)
    dialog.current?.showModal()
  }
  const close = () => {
    dialog.current?.close()
    setDecision(null)
  }
  if (marked) {
    return (
      <>
        <Button pending={reopen.isPending} onClick={() => reopen.execute({ decision: 'reopen', accountNo, requestKey: reopenKey })}>
          {t('reopen')}
        </Button>
        <ActionNotice error={reopen.result.serverError} />
      </>
    )
  }
  return (
    <>
      <Button onClick={() => open('dismiss')}>{t('dismiss')}</Button>
      <Button onClick={() => open('snooze')}>{t('snooze')}</Button>
      <dialog ref={dialog} aria-labelledby={titleId} className="border-line bg-surface text-ink m-auto w-[min(30rem,calc(100vw-2rem))] rounded-lg border p-4 backdrop:bg-black/40">
        {decision && (
          <div className="grid gap-3">
            <h2 id={titleId} className="text-lg font-semibold">
              {t(`${decision}Title`, { name })}
            </h2>
            <MarkForm key={decision} accountNo={accountNo} decision={decision} close={close} />
          </div>
        )}
      </dialog>
    </>
  )
}

function MarkForm({ accountNo, decision, close }: { accountNo: string; decision: 'dismiss' | 'snooze'; close: () => void }) {
  const t = useTranslations('suspects')
  const [requestKey] = useState(newRequestKey)
  const [reason, setReason] = useState<DismissReason | ''>('')
  const [note, setNote] = useState('')
  const [until, setUntil] = useState('')
  const { execute, result, isPending } = useAction(markSuspectAction, { onSuccess: close })
  const ready = decision === 'dismiss' ? reason !== '' : until !== ''
  return (
    <form
      className="grid gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        if (decision === 'snooze') execute({ decision, accountNo, requestKey, until })
        else if (reason !== '') execute({ decision, accountNo, requestKey, reason, note })
      }}
    >
      {decision === 'dismiss' ? (
        <>
          <Field id="mark-reason" label={t('reason')} hint={t('reasonHint')}>
            <Select id="mark-reason" required value={reason} onChange={(event) => setReason(DISMISS_REASONS.find((one) => one === event.target.value) ?? '')}>
              <option value="">{t('choose')}</option>
              {DISMISS_REASONS.map((one) => (
                <option key={one} value={one}>
                  {t(`reasons.${one}`)}
                </option>
              ))}
            </Select>
          </Field>
          <Field id="mark-note" label={t('note')}>
            <TextArea id="mark-note" value={note} maxLength={500} onChange={(event) => setNote(event.target.value)} />
          </Field>
        </>
      ) : (
        <Field id="mark-until" label={t('until')}>
          <TextInput id="mark-until" type="date" required value={until} onChange={(event) => setUntil(event.target.value)} />
        </Field>
      )}
      <ActionNotice error={result.serverError} />
      <div className="flex justify-end gap-2">
        <Button onClick={close}>{t('back')}</Button>
        <Button type="submit" variant="primary" pending={isPending} disabled={!ready}>
          {t(decision)}
        </Button>
      </div>
    </form>
  )
}
