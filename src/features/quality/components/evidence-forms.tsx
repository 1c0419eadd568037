'use client'

import { useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { useId, useState } from 'react'
import { ActionNotice } from '@/ui/action-notice'
import { Button } from '@/ui/button'
import { describedBy, Field, Select, TextInput } from '@/ui/field'
import { addFileEvidenceAction, addLinkedEvidenceAction } from '../evidence-actions'
import { LINKED_EVIDENCE } from '../choices'
import { PlainForm } from './plain-form'
import { useTurn } from './use-turn'

interface EvidenceFormProps {
  project: string
  steps: readonly { value: string; label: string }[]
  step: string
}

/** Files a photo or document. The time is stamped by the database when it arrives. */
export function FileEvidenceForm({ project, steps, step }: EvidenceFormProps) {
  const t = useTranslations('quality')
  const id = useId()
  const { turn: requestKey, next } = useTurn()
  const [missing, setMissing] = useState(false)
  const { execute, result, isPending } = useAction(addFileEvidenceAction, { onSuccess: next })
  return (
    <form
      key={requestKey}
      className="grid gap-3"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        const form = new FormData(event.currentTarget)
        const file = form.get('file')
        const complete = file instanceof File && file.size > 0 && String(form.get('title')).trim() !== ''
        setMissing(!complete)
        if (complete) execute(form)
      }}
    >
      <input type="hidden" name="project" value={project} />
      <input type="hidden" name="requestKey" value={requestKey} />
      <div className="grid items-start gap-3 sm:grid-cols-3">
        <Field id={`${id}-step`} label={t('fields.step')}>
          <Select id={`${id}-step`} name="step" defaultValue={step}>
            {steps.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </Select>
        </Field>
        <Field id={`${id}-title`} label={t('fields.title')} error={missing ? t('fields.missing') : undefined}>
          <TextInput {...describedBy(`${id}-title`, missing)} name="title" maxLength={120} />
        </Field>
        <Field id={`${id}-file`} label={t('evidence.file')} hint={t('evidence.fileHint')}>
          <TextInput {...describedBy(`${id}-file`, missing)} name="file" type="file" accept="image/png,image/jpeg,image/webp,application/pdf,.docx,.xlsx" />
        </Field>
      </div>
      <ActionNotice error={result.serverError} />
      <div>
        <Button type="submit" variant="primary" pending={isPending}>
          {t('evidence.upload')}
        </Button>
      </div>
    </form>
  )
}

/** Files a work order as it is now, a campaign's result, or a chart with the figures it showed. */
export function LinkedEvidenceForm({ project, steps, step }: EvidenceFormProps) {
  const t = useTranslations('quality')
  const { turn: requestKey, next } = useTurn()
  const { execute, result, isPending } = useAction(addLinkedEvidenceAction, { onSuccess: next })
  return (
    <PlainForm
      key={requestKey} wide
      fields={[
        { name: 'step', label: t('fields.step'), type: 'select', options: steps },
        { name: 'kind', label: t('circle.kind'), type: 'select', options: LINKED_EVIDENCE.map((kind) => ({ value: kind, label: t(`evidence.kinds.${kind}`) })) },
        { name: 'title', label: t('fields.title') },
        { name: 'reference', label: t('evidence.reference') },
        { name: 'figures', label: t('evidence.figures'), type: 'long', hint: t('evidence.figuresHint') },
      ]}
      initial={{ step, kind: 'work_order', figures: '' }} submit={t('evidence.link')} schema={() => import('../schemas').then(({ linkedEvidenceSchema }) => linkedEvidenceSchema)}
      toInput={({ figures = '', ...values }) => ({ title: '', reference: '', ...values, figures: figuresIn(figures), project, requestKey })}
      send={execute} pending={isPending} error={result.serverError}
    />
  )
}

const figuresIn = (text: string) =>
  text.split('\n').filter((line) => line.trim() !== '').map((line) => {
    const [name = '', ...value] = line.split(/[=＝:：]/)
    return { name: name.trim(), value: value.join('=').trim() }
  })
