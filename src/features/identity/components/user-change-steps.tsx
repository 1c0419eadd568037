'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { useState } from 'react'
import { ActionNotice } from '@/ui/action-notice'
import { Button } from '@/ui/button'
import { Field, TextInput } from '@/ui/field'
import { carryOutUserRequestAction, decideUserRequestAction } from '../actions'

/** The step that waits for the viewer: to approve or reject, or to carry out. */
export function UserChangeSteps({ id, step }: { id: string; step: 'decide' | 'carry-out' | null }) {
  if (step === 'decide') return <Decide id={id} />
  return <CarryOut id={id} offered={step === 'carry-out'} />
}

function Decide({ id }: { id: string }) {
  const t = useTranslations('identity.changes')
  const router = useRouter()
  const { execute, result, isPending } = useAction(decideUserRequestAction, { onSuccess: () => router.refresh() })
  const [reason, setReason] = useState('')
  return (
    <div className="mt-2 grid gap-2">
      <Field id={`reason-${id}`} label={t('decisionReason')}>
        <TextInput id={`reason-${id}`} value={reason} onChange={(event) => setReason(event.target.value)} maxLength={500} />
      </Field>
      <div className="flex gap-2">
        <Button variant="primary" pending={isPending} onClick={() => execute({ id, approve: true, reason })}>
          {t('approve')}
        </Button>
        <Button variant="danger" pending={isPending} onClick={() => execute({ id, approve: false, reason })}>
          {t('reject')}
        </Button>
      </div>
      <ActionNotice error={result.serverError} />
    </div>
  )
}

/** The one-time password stays on the screen until the page is left: it is shown nowhere else. */
function CarryOut({ id, offered }: { id: string; offered: boolean }) {
  const t = useTranslations('identity.changes')
  const router = useRouter()
  const { execute, result, isPending } = useAction(carryOutUserRequestAction, { onSuccess: () => router.refresh() })
  return (
    <div className="mt-2 grid gap-2">
      {offered && (
        <Button variant="primary" pending={isPending} onClick={() => execute({ id })}>
          {t('carryOut')}
        </Button>
      )}
      {result.data?.firstPassword && (
        <p role="status">
          {t('firstPassword')} <code className="bg-raised rounded px-1 break-all">{result.data.firstPassword}</code>
        </p>
      )}
      <ActionNotice error={result.serverError} />
    </div>
  )
}
