'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { useState } from 'react'
import { ActionNotice } from '@/ui/action-notice'
import { Button } from '@/ui/button'
import { describedBy, Field, TextArea } from '@/ui/field'
import { newRequestKey } from '@/ui/request-key'
import { applyProposalAction, discardProposalAction } from '../actions'

interface DecideProposalProps {
  id: string
  /** What applying will do, in words. */
  effect: string
  /** Whether this person may apply it; a second one must where categories change. */
  mayApply: boolean
}

/** Applies what a returned list proposes, with a reason, or puts it away. */
export function DecideProposal({ id, effect, mayApply }: DecideProposalProps) {
  const t = useTranslations('registerChanges')
  const router = useRouter()
  const [requestKey] = useState(newRequestKey)
  const [reason, setReason] = useState('')
  const onSuccess = () => router.refresh()
  const apply = useAction(applyProposalAction, { onSuccess })
  const discard = useAction(discardProposalAction, { onSuccess })
  return (
    <form
      className="grid max-w-2xl gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        apply.execute({ id, reason, requestKey })
      }}
    >
      <p className="font-medium">{effect}</p>
      {mayApply && (
        <Field id="reason" label={t('reason')}>
          <TextArea {...describedBy('reason', false)} required maxLength={500} value={reason} onChange={(event) => setReason(event.target.value)} />
        </Field>
      )}
      <ActionNotice error={apply.result.serverError ?? discard.result.serverError} />
      <div className="flex gap-2">
        {mayApply && (
          <Button type="submit" variant="primary" pending={apply.isPending || apply.hasSucceeded} disabled={reason.trim() === ''}>
            {t('roundTrip.apply')}
          </Button>
        )}
        <Button pending={discard.isPending} onClick={() => discard.execute({ id })}>
          {t('roundTrip.discard')}
        </Button>
      </div>
    </form>
  )
}
