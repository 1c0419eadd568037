'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { ActionNotice } from '@/ui/action-notice'
import { Notice } from '@/ui/badge'
import { Button } from '@/ui/button'
import { describedBy, Field, TextInput } from '@/ui/field'
import { proposeChangesAction } from '../actions'

/** Takes a list back; one that changes nothing says so here, any other leads to what it proposes. */
export function ReturnList() {
  const t = useTranslations('registerChanges.roundTrip')
  const router = useRouter()
  const { execute, result, isPending } = useAction(proposeChangesAction, {
    onSuccess: ({ data }) => {
      if (data && data.id !== null) router.push(`/accounts/round-trip/${data.id}`)
    },
  })
  const nothing = result.data?.id === null ? result.data : null
  return (
    <form
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        execute(new FormData(event.currentTarget))
      }}
    >
      <Field id="file" label={t('file')} hint={t('fileHint')}>
        <TextInput {...describedBy('file', result.serverError !== undefined)} name="file" type="file" accept=".csv,.txt,.xlsx" className="border-dashed py-6" />
      </Field>
      <ActionNotice error={result.serverError} />
      {nothing && (
        <Notice tone="good" role="status">
          {t('nothing', { rows: nothing.rows })}
        </Notice>
      )}
      <div>
        <Button type="submit" variant="primary" pending={isPending}>
          {t('compare')}
        </Button>
      </div>
    </form>
  )
}
