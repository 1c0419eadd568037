'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { useState, type FormEvent } from 'react'
import type { SettingKey } from '@/domain/identity/account-rules'
import { ROLES } from '@/domain/identity/permissions'
import { rolesIn, SETTING_BOUNDS } from '@/domain/identity/setting-values'
import { ActionNotice } from '@/ui/action-notice'
import { Button } from '@/ui/button'
import { describedBy, Field, TextArea, TextInput } from '@/ui/field'
import { LinkButton } from '@/ui/link-button'
import { newRequestKey } from '@/ui/request-key'
import { useLate } from '@/ui/use-late'
import { proposeSettingAction } from '../actions'

export const ACCOUNT_RULES_PATH = '/settings/account-rules'

interface SettingFormProps {
  setting: SettingKey
  /** What holds of it today, as it is stored. */
  inForce: string
  /** The same as a sentence. */
  now: string
  /** The first day that it may hold from. */
  today: string
}

/** A value for one rule of accounts, from a day on, with its source and the reason: proposed here, accepted by another. */
export function SettingForm({ setting, inForce, now, today }: SettingFormProps) {
  const t = useTranslations('accountRules')
  const router = useRouter()
  const [requestKey] = useState(newRequestKey)
  const [values, setValues] = useState({ value: inForce, effectiveFrom: '', source: '', reason: '' })
  const [asked, setAsked] = useState(false)
  const propose = useAction(proposeSettingAction, { onSuccess: () => router.push(ACCOUNT_RULES_PATH) })
  const schema = useLate(() => import('../schemas').then(({ settingSchema }) => settingSchema))
  const checked = asked ? schema.late?.safeParse({ key: setting, ...values }) : undefined
  const bounds = SETTING_BOUNDS[setting]
  const faultOf = (field: keyof typeof values): string | undefined => {
    if (checked?.success !== false || !checked.error.issues.some(({ path }) => path[0] === field)) return undefined
    if (values[field].length > 300) return t('faults.too-long')
    if (field === 'value') return bounds.unit === 'roles' ? t('faults.roles') : t('faults.value', { least: bounds.least, most: bounds.most })
    return t(`faults.${field === 'effectiveFrom' ? 'date' : field}`)
  }
  const change = (field: keyof typeof values, value: string) => setValues({ ...values, [field]: value })
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    setAsked(true)
    void schema.fetch().then((ready) => {
      if (ready?.safeParse({ key: setting, ...values }).success) propose.execute({ setting: { key: setting, ...values }, requestKey })
    })
  }
  const tied = (field: keyof typeof values) => ({ ...describedBy(field, faultOf(field) !== undefined), value: values[field] })
  return (
    <form onSubmit={submit} noValidate className="grid gap-4">
      <p className="text-muted">{now}</p>
      <div className="grid items-start gap-4 sm:grid-cols-2">
        {bounds.unit === 'roles' ? (
          <RoleChoice value={values.value} onChange={(value) => change('value', value)} />
        ) : (
          <Field id="value" label={t('form.number', { unit: t(`form.unit.${bounds.unit}`) })} hint={t('form.bounds', { least: bounds.least, most: bounds.most })} error={faultOf('value')}>
            <TextInput {...tied('value')} inputMode="numeric" maxLength={5} onChange={({ target }) => change('value', target.value)} />
          </Field>
        )}
        <Field id="effectiveFrom" label={t('effectiveFrom')} hint={t('form.effectiveHint')} error={faultOf('effectiveFrom')}>
          <TextInput {...tied('effectiveFrom')} type="date" min={today} onChange={({ target }) => change('effectiveFrom', target.value)} />
        </Field>
        <Field id="source" label={t('source')} hint={t('form.sourceHint')} error={faultOf('source')} className="sm:col-span-2">
          <TextInput {...tied('source')} maxLength={300} onChange={({ target }) => change('source', target.value)} />
        </Field>
        <Field id="reason" label={t('form.reason')} error={faultOf('reason')} className="sm:col-span-2">
          <TextArea {...tied('reason')} rows={3} maxLength={500} onChange={({ target }) => change('reason', target.value)} />
        </Field>
      </div>
      <ActionNotice error={schema.lost ?? propose.result.serverError} />
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" pending={propose.isPending || propose.hasSucceeded}>
          {t('form.submit')}
        </Button>
        <LinkButton href={ACCOUNT_RULES_PATH} variant="ghost">
          {t('form.cancel')}
        </LinkButton>
      </div>
    </form>
  )
}

function RoleChoice({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const [t, names] = [useTranslations('accountRules.form'), useTranslations('shell.roles')]
  const chosen = rolesIn(value)
  const toggle = (role: string) => onChange(ROLES.filter((one) => (one === role) !== chosen.includes(one)).join(','))
  return (
    <fieldset className="grid gap-1 sm:row-span-2">
      <legend className="text-sm font-medium">{t('roles')}</legend>
      {ROLES.map((role) => (
        <label key={role} className="flex min-h-6 items-center gap-2">
          <input type="checkbox" checked={chosen.includes(role)} onChange={() => toggle(role)} />
          {names(role)}
        </label>
      ))}
      <p className="text-muted text-sm">{t('rolesHint')}</p>
    </fieldset>
  )
}
