'use client'

import { useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { ActionNotice } from '@/ui/action-notice'
import { Button } from '@/ui/button'
import { forgetLeaving } from '@/ui/device-data'
import { describedBy, Field, TextInput } from '@/ui/field'
import { logInAction } from '../actions'

export function LoginForm({ next }: { next?: string }) {
  const t = useTranslations('shell.login')
  const { execute, result, isPending } = useAction(logInAction)
  const fields = result.validationErrors?.fieldErrors
  return (
    <form
      className="grid gap-4"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        forgetLeaving()
        const data = new FormData(event.currentTarget)
        execute({ username: String(data.get('username') ?? ''), password: String(data.get('password') ?? ''), ...(next === undefined ? {} : { next }) })
      }}
    >
      <Field id="username" label={t('username')} error={fields?.username && t('usernameMissing')}>
        <TextInput {...describedBy('username', Boolean(fields?.username))} name="username" autoComplete="username" autoCapitalize="none" required />
      </Field>
      <Field id="password" label={t('password')} error={fields?.password && t('passwordMissing')}>
        <TextInput {...describedBy('password', Boolean(fields?.password))} name="password" type="password" autoComplete="current-password" required />
      </Field>
      <ActionNotice error={result.serverError} />
      <Button type="submit" variant="primary" pending={isPending}>
        {t('submit')}
      </Button>
    </form>
  )
}
