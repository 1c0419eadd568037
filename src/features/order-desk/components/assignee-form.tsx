'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { useState } from 'react'
import { ActionNotice } from '@/ui/action-notice'
import { Button } from '@/ui/button'
import { describedBy, Field, Select } from '@/ui/field'
import { newRequestKey } from '@/ui/request-key'
import { assignOrderAction } from '../actions'

interface AssigneeFormProps {
  number: string
  assigneeId: string | null
  viewerId: string
  people: readonly { id: string; name: string }[]
}

/** Gives the order to someone, or takes it oneself. */
export function AssigneeForm({ number, assigneeId, viewerId, people }: AssigneeFormProps) {
  const t = useTranslations('orderDesk.hand')
  const router = useRouter()
  const [chosen, setChosen] = useState(assigneeId ?? '')
  const { execute, result, isPending } = useAction(assignOrderAction, { onSuccess: () => router.refresh() })
  const give = (to: string) => execute({ number, assigneeId: to === '' ? null : to, seenAssigneeId: assigneeId, requestKey: newRequestKey() })
  return (
    <form
      className="grid gap-2"
      onSubmit={(event) => {
        event.preventDefault()
        give(chosen)
      }}
    >
      <Field id="assignee" label={t('assignee')}>
        <Select {...describedBy('assignee', false)} value={chosen} onChange={(event) => setChosen(event.target.value)}>
          <option value="">{t('nobody')}</option>
          {people.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      </Field>
      <ActionNotice error={result.serverError} />
      <div className="flex flex-wrap gap-2">
        <Button type="submit" pending={isPending} disabled={chosen === (assigneeId ?? '')}>
          {t('handOver')}
        </Button>
        {assigneeId !== viewerId && people.some(({ id }) => id === viewerId) && (
          <Button variant="ghost" pending={isPending} onClick={() => give(viewerId)}>
            {t('take')}
          </Button>
        )}
      </div>
    </form>
  )
}
