'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { useRef, useState } from 'react'
import { ROLES, type Role } from '@/domain/identity/permissions'
import { ActionNotice } from '@/ui/action-notice'
import { Button } from '@/ui/button'
import { Field, Select, TextInput } from '@/ui/field'
import { askUserChangeAction } from '../actions'
import { GIVES_RIGHTS, USER_REQUEST_KINDS, type UserRequestKind } from '../choices'

interface AskUserChangeFormProps {
  stations: readonly { code: string; name: string }[]
}

const isKind = (text: string): text is UserRequestKind => USER_REQUEST_KINDS.some((kind) => kind === text)
const isRole = (text: string): text is Role => ROLES.some((role) => role === text)

/** Asks for a change of an account: what, whose, on which paper and why; rights where the change gives some. */
export function AskUserChangeForm({ stations }: AskUserChangeFormProps) {
  const t = useTranslations('identity.changes')
  const router = useRouter()
  const form = useRef<HTMLFormElement>(null)
  const [kind, setKind] = useState<UserRequestKind>('open')
  const { execute, result, isPending } = useAction(askUserChangeAction, {
    onSuccess: () => {
      form.current?.reset()
      router.refresh()
    },
  })
  const wrong = result.validationErrors?.fieldErrors
  return (
    <form
      ref={form}
      className="grid gap-3 sm:grid-cols-2 lg:grid-cols-4"
      onSubmit={(event) => {
        event.preventDefault()
        const data = new FormData(event.currentTarget)
        const text = (name: string) => String(data.get(name) ?? '')
        const [role, chosen] = [text('role'), data.getAll('stations').map(String)]
        const rights = GIVES_RIGHTS.includes(kind) && isRole(role) ? { name: text('name'), role, stations: chosen.length === 0 ? ('all' as const) : chosen } : null
        execute({ kind, username: text('username'), writtenRequest: text('writtenRequest'), reason: text('reason'), rights })
      }}
    >
      <Field id="kind" label={t('kind')}>
        <Select id="kind" value={kind} onChange={({ target }) => isKind(target.value) && setKind(target.value)}>
          {USER_REQUEST_KINDS.map((one) => (
            <option key={one} value={one}>
              {t(`kinds.${one}`)}
            </option>
          ))}
        </Select>
      </Field>
      <Field id="username" label={t('username')} hint={t('usernameHint')} error={wrong?.username && t('usernameWrong')}>
        <TextInput id="username" name="username" autoCapitalize="none" maxLength={64} required />
      </Field>
      <Field id="writtenRequest" label={t('writtenRequest')}>
        <TextInput id="writtenRequest" name="writtenRequest" maxLength={100} required />
      </Field>
      <Field id="reason" label={t('reason')}>
        <TextInput id="reason" name="reason" maxLength={500} required />
      </Field>
      {GIVES_RIGHTS.includes(kind) && <RightsFields stations={stations} />}
      <div className="grid content-end gap-2">
        <ActionNotice error={result.serverError} />
        <Button type="submit" variant="primary" pending={isPending}>
          {t('ask')}
        </Button>
      </div>
    </form>
  )
}

function RightsFields({ stations }: AskUserChangeFormProps) {
  const t = useTranslations('identity.changes')
  const shell = useTranslations('shell')
  return (
    <>
      <Field id="name" label={t('name')}>
        <TextInput id="name" name="name" maxLength={100} required />
      </Field>
      <Field id="role" label={t('role')}>
        <Select id="role" name="role">
          {ROLES.map((role) => (
            <option key={role} value={role}>
              {shell(`roles.${role}`)}
            </option>
          ))}
        </Select>
      </Field>
      <Field id="stations" label={t('stations')} hint={t('stationsHint')}>
        <select id="stations" name="stations" multiple size={3} className="border-line bg-surface w-full rounded-md border px-2 py-1">
          {stations.map(({ code, name }) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </select>
      </Field>
    </>
  )
}
