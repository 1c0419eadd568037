'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { useEffect, useRef, useState } from 'react'
import type { SetWiseDecision } from '@/features/work-orders/schemas-set-wise'
import { ActionNotice } from '@/ui/action-notice'
import { Button } from '@/ui/button'
import { describedBy, Field, TextArea } from '@/ui/field'
import { formatSignedYuan } from '@/ui/format'
import { newRequestKey } from '@/ui/request-key'
import { decideOneAction } from '../actions'
import type { QueueRow } from '../queue-queries'

export type QuickOrder = Pick<QueueRow, 'number' | 'version' | 'accountName' | 'accountNo' | 'differenceFen' | 'penaltyFen'>

interface QuickDecisionProps {
  row: QuickOrder
  decision: SetWiseDecision
  onClose: () => void
}

/** One order decided from the list: says whose it is and what it moves, and asks once. */
export function QuickDecision({ row, decision, onClose }: QuickDecisionProps) {
  const t = useTranslations('orderDesk')
  const router = useRouter()
  const dialog = useRef<HTMLDialogElement>(null)
  const [reason, setReason] = useState('')
  const [requestKey] = useState(newRequestKey)
  useEffect(() => {
    dialog.current?.showModal()
    // A dialog puts the focus on its first button, which leads back; whoever pressed a key for it wants to go on.
    dialog.current?.querySelector<HTMLElement>('[data-first]')?.focus()
  }, [])
  const { execute, result, isPending } = useAction(decideOneAction, {
    onSuccess: () => {
      onClose()
      router.refresh()
    },
  })
  const gives = decision === 'return'
  return (
    <dialog ref={dialog} aria-labelledby="quick-title" onClose={onClose} className="border-line bg-surface text-ink m-auto w-[min(32rem,calc(100vw-2rem))] rounded-lg border p-4 backdrop:bg-black/40">
      <form
        className="grid gap-3"
        onSubmit={(event) => {
          event.preventDefault()
          execute({ number: row.number, version: row.version, decision, requestKey, ...(gives ? { reason } : {}) })
        }}
      >
        <h2 id="quick-title" className="text-lg font-semibold">
          {t('quick.title', { decision: t(`bulk.decisions.${decision}`), number: row.number })}
        </h2>
        <p>{t('quick.effect', { name: row.accountName, account: row.accountNo, amount: row.differenceFen === null ? '—' : formatSignedYuan(row.differenceFen) })}</p>
        {row.penaltyFen !== null && <p className="text-warn font-medium">{t('quick.penalty', { amount: formatSignedYuan(row.penaltyFen) })}</p>}
        {gives && (
          <Field id="quick-reason" label={t('bulk.reason')}>
            <TextArea {...describedBy('quick-reason', false)} data-first required value={reason} maxLength={2000} onChange={(event) => setReason(event.target.value)} />
          </Field>
        )}
        <ActionNotice error={result.serverError} />
        <div className="flex justify-end gap-2">
          <Button onClick={() => dialog.current?.close()}>{t('bulk.back')}</Button>
          <Button type="submit" variant="primary" data-first={gives ? undefined : ''} pending={isPending} disabled={gives && reason.trim() === ''}>
            {t('quick.confirm', { decision: t(`bulk.decisions.${decision}`) })}
          </Button>
        </div>
      </form>
    </dialog>
  )
}
