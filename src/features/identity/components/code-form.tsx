'use client'

import { useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { ActionNotice } from '@/ui/action-notice'
import { Button } from '@/ui/button'
import { Field, TextInput } from '@/ui/field'
import { passCodeAction } from '../actions'

/** The second step of a log-in. */
export function CodeForm({ next }: { next?: string }) {
  const t = useTranslations('identity.code')
  const { execute, result, isPending } = useAction(passCodeAction)
  return (
    <form
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        execute({ code: String(new FormData(event.currentTarget).get('code') ?? ''), ...(next === undefined ? {} : { next }) })
      }}
    >
      <Field id="code" label={t('label')} hint={t('hint')}>
        <TextInput id="code" name="code" inputMode="numeric" autoComplete="one-time-code" minLength={6} maxLength={32} required />
      </Field>
      <ActionNotice error={result.serverError} />
      <Button type="submit" variant="primary" pending={isPending}>
        {t('submit')}
      </Button>
    </form>
  )
}
