'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { useState } from 'react'
import { ActionNotice } from '@/ui/action-notice'
import { Button } from '@/ui/button'
import { describedBy, Field, TextArea } from '@/ui/field'
import { newRequestKey } from '@/ui/request-key'
import { changeDistrictAction } from '../actions'
import type { Selection } from '../schemas'

interface ChangeDistrictFormProps {
  selection: Selection
  station: string
  district: string
  seen: string
  /** What the button will do, in words. */
  effect: string
}

/** The last step of a change of district: what it does, why, and once. */
export function ChangeDistrictForm({ selection, station, district, seen, effect }: ChangeDistrictFormProps) {
  const t = useTranslations('registerChanges')
  const router = useRouter()
  const [requestKey] = useState(newRequestKey)
  const [reason, setReason] = useState('')
  const { execute, result, isPending, hasSucceeded } = useAction(changeDistrictAction, { onSuccess: ({ data }) => data && router.push(`/accounts/changes/${data.change}`) })
  return (
    <form
      className="grid max-w-2xl gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        execute({ selection, station, district, seen, reason, requestKey })
      }}
    >
      <p className="font-medium">{effect}</p>
      <p className="text-muted text-sm">{t('bulk.billsStay')}</p>
      <Field id="reason" label={t('reason')}>
        <TextArea {...describedBy('reason', false)} required maxLength={500} value={reason} onChange={(event) => setReason(event.target.value)} />
      </Field>
      <ActionNotice error={result.serverError} />
      <div>
        <Button type="submit" variant="primary" pending={isPending || hasSucceeded} disabled={reason.trim() === ''}>
          {t('bulk.apply')}
        </Button>
      </div>
    </form>
  )
}
