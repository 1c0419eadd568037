'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { useState } from 'react'
import { ActionNotice } from '@/ui/action-notice'
import { Button } from '@/ui/button'
import { describedBy, Field, TextInput } from '@/ui/field'
import { grouped } from '@/ui/format'
import { confirmRowAction, correctRowAction } from '../actions'

interface RowDecisionProps {
  id: string
  version: number
  rowNo: number
  column: string
  value: string
  suggestions: readonly string[]
  /** What is held may be right after all; what is refused may not. */
  mayConfirm: boolean
  /** Correcting checks the whole file again: not for the largest. */
  mayCorrect: boolean
}

/** Corrects the doubtful cell of a row, or confirms it; either needs a reason. */
export function RowDecision({ id, version, rowNo, column, value, suggestions, mayConfirm, mayCorrect }: RowDecisionProps) {
  const t = useTranslations('imports.decide')
  const router = useRouter()
  const [now, setNow] = useState(suggestions[0] ?? value)
  const [reason, setReason] = useState('')
  const done = { onSuccess: () => router.refresh() }
  const correct = useAction(correctRowAction, done)
  const confirm = useAction(confirmRowAction, done)
  const pending = correct.isPending || confirm.isPending
  const field = `row-${rowNo}-${column}`
  const ready = reason.trim() !== ''
  return (
    <form
      className="mt-2 grid max-w-xl gap-2"
      onSubmit={(event) => {
        event.preventDefault()
        if (ready && mayCorrect && now.trim() !== '') correct.execute({ id, version, rowNo, column, value: now, reason })
      }}
    >
      {mayCorrect && suggestions.length > 0 && (
        <div className="flex flex-wrap gap-2">
          {suggestions.map((suggestion) => (
            <Button key={suggestion} aria-pressed={suggestion === now} className={suggestion === now ? 'border-accent' : ''} onClick={() => setNow(suggestion)}>
              {t('use', { value: grouped(suggestion) })}
            </Button>
          ))}
        </div>
      )}
      <div className="grid gap-2 sm:grid-cols-2">
        {mayCorrect && (
          <Field id={`${field}-value`} label={t('value')}>
            <TextInput {...describedBy(`${field}-value`, false)} value={now} onChange={(event) => setNow(event.target.value)} maxLength={200} />
          </Field>
        )}
        <Field id={`${field}-reason`} label={t('reason')} hint={t('reasonHint')}>
          <TextInput {...describedBy(`${field}-reason`, false)} value={reason} onChange={(event) => setReason(event.target.value)} maxLength={500} required />
        </Field>
      </div>
      <ActionNotice error={correct.result.serverError ?? confirm.result.serverError} />
      <div className="flex flex-wrap gap-2">
        {mayCorrect && (
          <Button type="submit" variant="primary" pending={pending} disabled={!ready}>
            {t('correct')}
          </Button>
        )}
        {mayConfirm && (
          <Button pending={pending} disabled={!ready} onClick={() => confirm.execute({ id, version, rowNo, reason })}>
            {t('confirm')}
          </Button>
        )}
      </div>
    </form>
  )
}
