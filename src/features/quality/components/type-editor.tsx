'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { useId, useState } from 'react'
import type { ProjectType } from '@/domain/quality/project-type'
import { ActionNotice } from '@/ui/action-notice'
import { Notice } from '@/ui/badge'
import { Button } from '@/ui/button'
import { describedBy, Field, TextArea, TextInput } from '@/ui/field'
import { useLate } from '@/ui/use-late'
import { saveTypeAction } from '../actions'

/** A type of project: how it is scored in fields, its steps and gates as the document they are. */
export function TypeEditor({ type, version, editable }: { type: ProjectType; version: number; editable: boolean }) {
  const t = useTranslations('quality')
  const locale = useLocale()
  const id = useId()
  const [weights, setWeights] = useState(() => type.criteria.map(({ weight }) => String(weight)))
  const [steps, setSteps] = useState(() => JSON.stringify(type.steps, null, 2))
  const { execute, result, isPending } = useAction(saveTypeAction)
  const sum = weights.reduce((all, weight) => all + (Number(weight) || 0), 0)
  const schema = useLate(() => import('@/domain/quality/project-type').then(({ projectTypeSchema }) => projectTypeSchema))
  const checked = schema.late?.safeParse({ ...type, criteria: type.criteria.map((criterion, place) => ({ ...criterion, weight: Number(weights[place]) })), steps: parsed(steps) })
  const [fault] = checked?.success === false ? checked.error.issues : []
  return (
    <form className="grid gap-3" onSubmit={(event) => (event.preventDefault(), checked?.success && execute({ type: checked.data, version }))}>
      <h3 className="font-semibold">{t('typesPage.weights')}</h3>
      <div className="grid gap-3 sm:grid-cols-3 lg:grid-cols-6">
        {type.criteria.map(({ code, name }, place) => (
          <Field key={code} id={`${id}-${code}`} label={name[locale]}>
            <TextInput id={`${id}-${code}`} inputMode="numeric" readOnly={!editable} value={weights[place] ?? ''} onChange={(event) => setWeights(weights.map((weight, at) => (at === place ? event.target.value : weight)))} />
          </Field>
        ))}
      </div>
      <p className={sum === 100 ? 'text-muted text-sm' : 'text-bad text-sm'} role="status">
        {t('typesPage.weightsHint', { sum })}
      </p>
      <Field id={`${id}-steps`} label={t('typesPage.stepsAsText')} hint={t('typesPage.stepsHint')}>
        <TextArea {...describedBy(`${id}-steps`, fault !== undefined)} className="min-h-64 font-mono text-sm" readOnly={!editable} spellCheck={false} value={steps} onChange={(event) => setSteps(event.target.value)} />
      </Field>
      {fault && <Notice tone="warn">{t('typesPage.invalid', { message: `${fault.path.join('.')}: ${fault.message}` })}</Notice>}
      <ActionNotice error={result.serverError} />
      {editable && (
        <div className="flex items-center gap-3">
          <Button type="submit" variant="primary" pending={isPending} disabled={!checked?.success}>
            {t('typesPage.save')}
          </Button>
          {result.data && <span role="status">{t('typesPage.saved')}</span>}
        </div>
      )}
    </form>
  )
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
