'use client'

import { useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { useState } from 'react'
import { ActionNotice } from '@/ui/action-notice'
import { Button } from '@/ui/button'
import { describedBy, Field, TextInput } from '@/ui/field'
import { changePasswordAction } from '../actions'

/** Changing one's own password; the user name stands in the form for password managers. */
export function PasswordForm({ username }: { username: string }) {
  const t = useTranslations('identity.password')
  const { execute, result, isPending } = useAction(changePasswordAction)
  const [differs, setDiffers] = useState(false)
  return (
    <form
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        const data = new FormData(event.currentTarget)
        const [former, password, again] = ['former', 'password', 'again'].map((name) => String(data.get(name) ?? ''))
        setDiffers(password !== again)
        if (password === again) execute({ former: former ?? '', password: password ?? '' })
      }}
    >
      <input type="text" name="username" autoComplete="username" value={username} readOnly hidden />
      <Field id="former" label={t('former')}>
        <TextInput id="former" name="former" type="password" autoComplete="current-password" required />
      </Field>
      <Field id="password" label={t('new')} hint={t('rules')}>
        <TextInput {...describedBy('password', false)} name="password" type="password" autoComplete="new-password" minLength={10} maxLength={256} required />
      </Field>
      <Field id="again" label={t('again')} error={differs ? t('differs') : null}>
        <TextInput {...describedBy('again', differs)} name="again" type="password" autoComplete="new-password" required />
      </Field>
      <ActionNotice error={result.serverError} />
      <Button type="submit" variant="primary" pending={isPending}>
        {t('submit')}
      </Button>
    </form>
  )
}
