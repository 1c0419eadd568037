'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { useState, type FormEvent } from 'react'
import { ActionNotice } from '@/ui/action-notice'
import { Button } from '@/ui/button'
import { describedBy, Field, TextInput } from '@/ui/field'
import { setTargetAction } from '../actions'
import type { SetTargetInput } from '../schemas'

interface TargetFormProps {
  stationCode: string
  place: string
  month: string
  /** In force and to come, in words, the newest first. */
  lines: readonly string[]
  mayChange: boolean
}

/** What work orders are to bring, and for supervisors the form to say so. */
export function TargetForm({ stationCode, place, month, lines, mayChange }: TargetFormProps) {
  const t = useTranslations('recoveryTargets')
  const router = useRouter()
  const [wrong, setWrong] = useState(false)
  const save = useAction(setTargetAction, { onSuccess: () => router.refresh() })
  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    // What checks the form is loaded when there is something to check.
    const { setTargetSchema } = await import('../schemas')
    const input: SetTargetInput = { stationCode, effectiveFrom: String(data.get('effectiveFrom')), monthlyYuan: String(data.get('monthlyYuan')) }
    const parsed = setTargetSchema.safeParse(input)
    setWrong(!parsed.success)
    if (parsed.success) save.execute(input)
  }
  return (
    <>
      <p className="text-muted text-sm">{t('place', { place })}</p>
      {lines.length === 0 ? <p>{t('none')}</p> : <ul>{lines.map((line) => <li key={line}>{line}</li>)}</ul>}
      {mayChange && (
        <form onSubmit={(event) => void submit(event)} noValidate className="no-print mt-3 grid gap-3 sm:grid-cols-[10rem_1fr_auto] sm:items-start">
          <Field id="target-from" label={t('from')}>
            <TextInput id="target-from" name="effectiveFrom" type="month" defaultValue={month} required />
          </Field>
          <Field id="target-amount" label={t('amount')} hint={t('amountHint')} error={wrong ? t('wrong') : undefined}>
            <TextInput {...describedBy('target-amount', wrong)} name="monthlyYuan" inputMode="decimal" required />
          </Field>
          <Button type="submit" pending={save.isPending} className="sm:mt-6">
            {t('save')}
          </Button>
        </form>
      )}
      <ActionNotice error={save.result.serverError} />
    </>
  )
}
