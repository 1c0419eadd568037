'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { useRef, useState } from 'react'
import { DRAFT_TRANSITIONS, type DraftAction } from '@/domain/tariff/draft-transitions'
import { ActionNotice } from '@/ui/action-notice'
import { Notice } from '@/ui/badge'
import { Button } from '@/ui/button'
import { describedBy, Field, TextArea } from '@/ui/field'
import { decideDraftAction } from '../actions'

type Decision = 'submit' | 'withdraw' | 'return' | 'release' | 'discard'

interface DraftDecisionsProps {
  id: string
  version: number
  actions: readonly DraftAction[]
  /** The day from which it would be in force, as people read it. */
  effectiveFrom: string
  /** Posted bills of days from then on, which were billed on another version; at most one more than `mostCounted`. */
  concernedBills: number
  mostCounted: number
}

const isDecision = (action: DraftAction): action is Decision => action !== 'edit' && action !== 'preview'
const VARIANTS: Partial<Record<Decision, 'primary' | 'danger'>> = { submit: 'primary', release: 'primary', discard: 'danger' }

/** The steps the viewer may take with a draft; each says what it will do before it does it. */
export function DraftDecisions({ id, version, actions, effectiveFrom, concernedBills, mostCounted }: DraftDecisionsProps) {
  const t = useTranslations('tariffDrafts')
  const router = useRouter()
  const dialog = useRef<HTMLDialogElement>(null)
  const [decision, setDecision] = useState<Decision>('submit')
  const [reason, setReason] = useState('')
  const { execute, result, isPending, reset } = useAction(decideDraftAction, {
    onSuccess: () => {
      dialog.current?.close()
      router.refresh()
    },
  })
  const concerns = decision === 'release' && concernedBills > 0
  const needsReason = DRAFT_TRANSITIONS[decision].needsReason || concerns
  return (
    <>
      {actions.filter(isDecision).map((next) => (
        <Button
          key={next}
          variant={VARIANTS[next] ?? 'secondary'}
          onClick={() => {
            setDecision(next)
            setReason('')
            reset()
            dialog.current?.showModal()
          }}
        >
          {t(`decisions.${next}`)}
        </Button>
      ))}
      <dialog ref={dialog} aria-labelledby="decide-title" className="border-line bg-surface text-ink m-auto w-[min(32rem,calc(100vw-2rem))] rounded-lg border p-4 backdrop:bg-black/40">
        <form
          className="grid gap-3"
          onSubmit={(event) => {
            event.preventDefault()
            execute({ id, version, decision, ...(reason === '' ? {} : { reason }), ...(concerns ? { concernedBills } : {}) })
          }}
        >
          <h2 id="decide-title" className="text-lg font-semibold">
            {t(`decisions.${decision}`)}
          </h2>
          <p>{t(`decide.${decision}`, { date: effectiveFrom })}</p>
          {concerns && <Notice tone="warn">{t(concernedBills > mostCounted ? 'decide.concernsMany' : 'decide.concerns', { date: effectiveFrom, count: Math.min(concernedBills, mostCounted) })}</Notice>}
          {needsReason && (
            <Field id="decision-reason" label={t('decide.reason')}>
              <TextArea {...describedBy('decision-reason', false)} required maxLength={2000} value={reason} onChange={(event) => setReason(event.target.value)} />
            </Field>
          )}
          <ActionNotice error={result.serverError} />
          <div className="flex justify-end gap-2">
            <Button onClick={() => dialog.current?.close()}>{t('decide.back')}</Button>
            <Button type="submit" variant={VARIANTS[decision] ?? 'primary'} pending={isPending} disabled={needsReason && reason.trim() === ''}>
              {t(`decisions.${decision}`)}
            </Button>
          </div>
        </form>
      </dialog>
    </>
  )
}
