'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { useState } from 'react'
import { needsReason, type SetWiseDecision } from '@/features/work-orders/schemas-set-wise'
import { ActionNotice } from '@/ui/action-notice'
import { Button } from '@/ui/button'
import { describedBy, Field, TextInput } from '@/ui/field'
import { formatCount } from '@/ui/format'
import { newRequestKey } from '@/ui/request-key'
import { prepareBatchAction } from '../actions'
import type { QueueFilter } from '../schemas'

interface BulkBarProps {
  /** Set by a key: the decision to begin with. */
  initial: SetWiseDecision | null
  chosen: readonly { number: string; version: number }[]
  /** Everything that matches the filter, on whatever page. */
  all: boolean
  matching: number
  capped: boolean
  filter: QueueFilter
  decisions: readonly SetWiseDecision[]
  everyRow: boolean
  onAll: () => void
  onClear: () => void
  onClose: () => void
}

/** What is selected and what may be done with it. Nothing is decided here: the next page says what will change, and asks. */
export function BulkBar({ initial, chosen, all, matching, capped, filter, decisions, everyRow, onAll, onClear, onClose }: BulkBarProps) {
  const t = useTranslations('orderDesk.bulk')
  const router = useRouter()
  const [asking, setAsking] = useState<SetWiseDecision | null>(initial)
  const [reason, setReason] = useState('')
  const [requestKey] = useState(newRequestKey)
  const { execute, result, isPending, hasSucceeded } = useAction(prepareBatchAction, {
    onSuccess: ({ data }) => router.push(`/work-orders/batches/${data.id}`),
  })
  const prepare = (decision: SetWiseDecision) => execute({ requestKey, decision, chosen: all ? { filter } : { orders: [...chosen] }, ...(reason.trim() === '' ? {} : { reason }) })
  const count = all ? `${formatCount(matching)}${capped ? '+' : ''}` : formatCount(chosen.length)
  return (
    <section aria-label={t('label')} className="bg-accent-soft border-line grid gap-2 border-b px-3 py-2">
      <div className="flex flex-wrap items-center gap-2">
        <p role="status" className="font-semibold">
          {t('selected', { count })}
        </p>
        {everyRow && !all && matching > chosen.length && (
          <Button variant="ghost" onClick={onAll}>
            {t('all', { count: `${formatCount(matching)}${capped ? '+' : ''}` })}
          </Button>
        )}
        {decisions.map((decision) => (
          <Button key={decision} variant={decision === 'approve-and-apply' ? 'primary' : 'secondary'} pending={isPending || hasSucceeded} onClick={() => (needsReason(decision) ? setAsking(decision) : prepare(decision))}>
            {t(`decisions.${decision}`)}
          </Button>
        ))}
        <Button variant="ghost" onClick={onClear}>
          {t('clear')}
        </Button>
      </div>
      {asking !== null && (
        <form
          className="flex flex-wrap items-end gap-2"
          onSubmit={(event) => {
            event.preventDefault()
            prepare(asking)
          }}
        >
          {needsReason(asking) && (
            <Field id="bulk-reason" label={t('reason')} className="min-w-56 flex-1">
              <TextInput {...describedBy('bulk-reason', false)} autoFocus required value={reason} maxLength={2000} onChange={(event) => setReason(event.target.value)} />
            </Field>
          )}
          <Button type="submit" variant="primary" autoFocus={!needsReason(asking)} pending={isPending || hasSucceeded} disabled={needsReason(asking) && reason.trim() === ''}>
            {t('preview', { decision: t(`decisions.${asking}`) })}
          </Button>
          <Button
            variant="ghost"
            onClick={() => {
              setAsking(null)
              onClose()
            }}
          >
            {t('back')}
          </Button>
        </form>
      )}
      <ActionNotice error={result.serverError} />
    </section>
  )
}
