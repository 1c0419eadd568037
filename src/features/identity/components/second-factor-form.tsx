'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import type { FormEvent } from 'react'
import { ActionNotice } from '@/ui/action-notice'
import { Button } from '@/ui/button'
import { Field, TextInput } from '@/ui/field'
import { beginSecondFactorAction, confirmSecondFactorAction, dropSecondFactorAction } from '../actions'
import type { SecondFactorSetup } from '../schemas'

const valueIn = (event: FormEvent<HTMLFormElement>, name: string): string => {
  event.preventDefault()
  return String(new FormData(event.currentTarget).get(name) ?? '')
}

/** Sets up a second factor, or drops it: the password first, then a code that proves the authenticator works. */
export function SecondFactorForm({ enabled }: { enabled: boolean }) {
  const t = useTranslations('identity.secondFactor')
  const router = useRouter()
  const begin = useAction(beginSecondFactorAction)
  const drop = useAction(dropSecondFactorAction, { onSuccess: () => router.push('/profile') })
  const setup = begin.result.data
  if (setup) return <ConfirmCode setup={setup} />
  const act = enabled ? drop : begin
  return (
    <form className="grid gap-4" onSubmit={(event) => act.execute({ password: valueIn(event, 'password') })}>
      <Field id="password" label={t('password')}>
        <TextInput id="password" name="password" type="password" autoComplete="current-password" required />
      </Field>
      <ActionNotice error={act.result.serverError} />
      <Button type="submit" variant={enabled ? 'secondary' : 'primary'} pending={act.isPending}>
        {enabled ? t('drop') : t('begin')}
      </Button>
    </form>
  )
}

function ConfirmCode({ setup }: { setup: SecondFactorSetup }) {
  const t = useTranslations('identity.secondFactor')
  const router = useRouter()
  const { execute, result, isPending } = useAction(confirmSecondFactorAction, { onSuccess: () => router.push('/profile') })
  return (
    <form className="grid gap-4" onSubmit={(event) => execute({ code: valueIn(event, 'code') })}>
      <p>{t('scan')}</p>
      {/* Drawn by the server from the secret alone. */}
      <div className="mx-auto size-44 bg-white p-2" role="img" aria-label={t('scan')} dangerouslySetInnerHTML={{ __html: setup.qr }} />
      <p className="text-sm">
        {t('secret')} <code className="break-all">{setup.secret}</code>
      </p>
      <div className="text-sm">
        <p>{t('backup')}</p>
        <ul className="grid grid-cols-2 font-mono">
          {setup.backupCodes.map((code) => (
            <li key={code}>{code}</li>
          ))}
        </ul>
      </div>
      <Field id="code" label={t('code')}>
        <TextInput id="code" name="code" inputMode="numeric" autoComplete="one-time-code" minLength={6} maxLength={6} required />
      </Field>
      <ActionNotice error={result.serverError} />
      <Button type="submit" variant="primary" pending={isPending}>
        {t('confirm')}
      </Button>
    </form>
  )
}
