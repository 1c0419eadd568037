'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { useRef, useState } from 'react'
import { COMPLAINT_TRANSITIONS, type ComplaintAction } from '@/domain/complaint/transitions'
import { ActionNotice } from '@/ui/action-notice'
import { Button } from '@/ui/button'
import { describedBy, Field, Select, TextArea } from '@/ui/field'
import { newRequestKey } from '@/ui/request-key'
import { complaintStepAction } from '../actions'

interface ComplaintStepsProps {
  number: string
  version: number
  orderNumber: string
  ownerId: string
  owners: readonly { id: string; name: string }[]
  actions: readonly ComplaintAction[]
  /** Whether upholding it prepares a reversing order. */
  reversible: boolean
}

const VARIANTS: Partial<Record<ComplaintAction, 'primary' | 'danger'>> = { investigate: 'primary', uphold: 'primary', dismiss: 'danger', answer: 'primary', close: 'primary' }

/** The steps the viewer may take, drawn from the transition table; each names who owns the next one. */
export function ComplaintSteps({ actions, ...rest }: ComplaintStepsProps) {
  const t = useTranslations('complaints')
  const dialog = useRef<HTMLDialogElement>(null)
  const [action, setAction] = useState<ComplaintAction | null>(null)
  const open = (next: ComplaintAction) => {
    setAction(next)
    dialog.current?.showModal()
  }
  return (
    <>
      {actions.map((next) => (
        <Button key={next} variant={VARIANTS[next] ?? 'secondary'} onClick={() => open(next)}>
          {t(`actions.${next}`)}
        </Button>
      ))}
      <dialog ref={dialog} aria-labelledby="step-title" className="border-line bg-surface text-ink m-auto w-[min(32rem,calc(100vw-2rem))] rounded-lg border p-4 backdrop:bg-black/40">
        {action && (
          <div className="grid gap-3">
            <h2 id="step-title" className="text-lg font-semibold">
              {t('act.title', { action: t(`actions.${action}`), number: rest.number })}
            </h2>
            {action === 'uphold' && rest.reversible && <p>{t('act.upholdHint', { order: rest.orderNumber })}</p>}
            <StepForm key={action} {...rest} action={action} close={() => dialog.current?.close()} />
          </div>
        )}
      </dialog>
    </>
  )
}

function StepForm({ number, version, ownerId, owners, action, close }: Omit<ComplaintStepsProps, 'actions'> & { action: ComplaintAction; close: () => void }) {
  const t = useTranslations('complaints.act')
  const router = useRouter()
  const [requestKey] = useState(newRequestKey)
  const [text, setText] = useState('')
  const [owner, setOwner] = useState(ownerId)
  const { execute, result, isPending, hasSucceeded } = useAction(complaintStepAction, {
    onSuccess: () => {
      close()
      router.refresh()
    },
  })
  const { needs, to } = COMPLAINT_TRANSITIONS[action]
  const missing = needs !== null && text.trim() === ''
  return (
    <form
      className="grid gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        if (!missing) execute({ number, version, action, requestKey, ownerId: owner, ...(text === '' ? {} : { text }) })
      }}
    >
      {needs !== null && (
        <Field id="step-text" label={t(needs)}>
          <TextArea {...describedBy('step-text', false)} required value={text} onChange={(event) => setText(event.target.value)} maxLength={4000} />
        </Field>
      )}
      {to !== 'closed' && (
        <Field id="step-owner" label={t('owner')}>
          <Select {...describedBy('step-owner', false)} value={owner} onChange={(event) => setOwner(event.target.value)}>
            {owners.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        </Field>
      )}
      <ActionNotice error={result.serverError} />
      <div className="flex justify-end gap-2">
        <Button onClick={close}>{t('back')}</Button>
        <Button type="submit" variant={VARIANTS[action] ?? 'primary'} pending={isPending || hasSucceeded} disabled={missing}>
          {t('confirm')}
        </Button>
      </div>
    </form>
  )
}
