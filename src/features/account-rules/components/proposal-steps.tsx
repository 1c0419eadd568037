'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { useState } from 'react'
import { ActionNotice } from '@/ui/action-notice'
import { Button } from '@/ui/button'
import { Field, TextInput } from '@/ui/field'
import { newRequestKey } from '@/ui/request-key'
import { decideProposalAction } from '../actions'
import type { ProposalDecision } from '../schemas'

/** Another's proposal is accepted or rejected; one's own may be withdrawn. */
export function ProposalSteps({ id, own }: { id: string; own: boolean }) {
  const t = useTranslations('accountRules.proposals')
  const router = useRouter()
  const [requestKey] = useState(newRequestKey)
  const [reason, setReason] = useState('')
  const { execute, result, isPending } = useAction(decideProposalAction, { onSuccess: () => router.refresh() })
  const decide = (decision: ProposalDecision) => execute({ id, decision, reason, requestKey })
  return (
    <div className="mt-2 grid gap-2 text-left">
      {own ? (
        <>
          <p className="text-muted text-sm whitespace-normal">{t('waitsForOther')}</p>
          <Button pending={isPending} onClick={() => decide('withdraw')}>
            {t('withdraw')}
          </Button>
        </>
      ) : (
        <>
          <Field id={`reason-${id}`} label={t('reason')}>
            <TextInput id={`reason-${id}`} value={reason} onChange={({ target }) => setReason(target.value)} maxLength={500} />
          </Field>
          <div className="flex gap-2">
            <Button variant="primary" pending={isPending} onClick={() => decide('accept')}>
              {t('accept')}
            </Button>
            <Button variant="danger" pending={isPending} onClick={() => decide('reject')}>
              {t('reject')}
            </Button>
          </div>
        </>
      )}
      <ActionNotice error={result.serverError} />
    </div>
  )
}
