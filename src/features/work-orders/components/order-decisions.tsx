'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { useRef, useState } from 'react'
import { TRANSITIONS, type OrderAction } from '@/domain/work-order/transitions'
import { ActionNotice } from '@/ui/action-notice'
import { Button } from '@/ui/button'
import { describedBy, Field, TextArea } from '@/ui/field'
import { newRequestKey } from '@/ui/request-key'
import { decideOrderAction } from '../actions'
import { DECISIONS, type Decision } from '../choices'

interface OrderDecisionsProps {
  number: string
  version: number
  actions: readonly OrderAction[]
  /** What applying will do, in words; null once it is done or dropped. */
  effect: string | null
}

const VARIANTS: Partial<Record<Decision, 'primary' | 'danger'>> = { submit: 'primary', 'approve-and-apply': 'primary', apply: 'primary', close: 'primary', reject: 'danger', cancel: 'danger' }

const decisionsFor = (actions: readonly OrderAction[]): Decision[] =>
  actions.flatMap((action): Decision[] => (action === 'approve' ? ['approve-and-apply', 'approve'] : isDecision(action) ? [action] : []))

/** The rest are steps of the system, or have a form of their own. */
const isDecision = (action: OrderAction): action is Exclude<Decision, 'approve-and-apply'> => DECISIONS.some((decision) => decision === action)

const needsReason = (decision: Decision): boolean => decision !== 'approve-and-apply' && TRANSITIONS[decision].needsReason

/** The steps the viewer may take, drawn from the transition table; each says what it will do before it does it. */
export function OrderDecisions({ number, version, actions, effect }: OrderDecisionsProps) {
  const t = useTranslations('workOrders')
  const dialog = useRef<HTMLDialogElement>(null)
  const [decision, setDecision] = useState<Decision | null>(null)
  const open = (next: Decision) => {
    setDecision(next)
    dialog.current?.showModal()
  }
  const moves = decision === 'approve' || decision === 'approve-and-apply' || decision === 'apply'
  return (
    <>
      {decisionsFor(actions).map((next) => (
        <Button key={next} variant={VARIANTS[next] ?? 'secondary'} onClick={() => open(next)}>
          {t(`decisions.${next}`)}
        </Button>
      ))}
      <dialog ref={dialog} aria-labelledby="decide-title" className="border-line bg-surface text-ink m-auto w-[min(32rem,calc(100vw-2rem))] rounded-lg border p-4 backdrop:bg-black/40">
        {decision && (
          <div className="grid gap-3">
            <h2 id="decide-title" className="text-lg font-semibold">
              {t('decide.title', { decision: t(`decisions.${decision}`), number })}
            </h2>
            {moves && effect !== null && <p>{effect}</p>}
            {decision === 'submit' && effect !== null && <p>{t('decide.onceApplied', { effect })}</p>}
            <DecisionForm key={decision} number={number} version={version} decision={decision} close={() => dialog.current?.close()} />
          </div>
        )}
      </dialog>
    </>
  )
}

interface DecisionFormProps {
  number: string
  version: number
  decision: Decision
  close: () => void
}

function DecisionForm({ number, version, decision, close }: DecisionFormProps) {
  const t = useTranslations('workOrders')
  const router = useRouter()
  const [requestKey] = useState(newRequestKey)
  const [reason, setReason] = useState('')
  const { execute, result, isPending, hasSucceeded } = useAction(decideOrderAction, {
    onSuccess: () => {
      close()
      router.refresh()
    },
  })
  const missing = needsReason(decision) && reason.trim() === ''
  return (
    <form
      className="grid gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        if (!missing) execute({ number, version, decision, requestKey, ...(reason === '' ? {} : { reason }) })
      }}
    >
      {needsReason(decision) && (
        <Field id="decision-reason" label={t('decide.reason')}>
          <TextArea {...describedBy('decision-reason', false)} required value={reason} onChange={(event) => setReason(event.target.value)} maxLength={2000} />
        </Field>
      )}
      <ActionNotice error={result.serverError} />
      <div className="flex justify-end gap-2">
        <Button onClick={close}>{t('decide.back')}</Button>
        <Button type="submit" variant={VARIANTS[decision] ?? 'primary'} pending={isPending || hasSucceeded} disabled={missing}>
          {t('decide.confirm', { decision: t(`decisions.${decision}`) })}
        </Button>
      </div>
    </form>
  )
}
