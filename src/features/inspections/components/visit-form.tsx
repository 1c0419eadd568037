'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useEffect, useRef, useState } from 'react'
import { checksOf } from '@/domain/campaigns/checklist'
import { Notice } from '@/ui/badge'
import { Button } from '@/ui/button'
import { Card } from '@/ui/card'
import { categoryName } from '@/ui/category-name'
import { DescriptionList } from '@/ui/description-list'
import { deviceNow } from '@/ui/device-clock'
import { describedBy, Field, TextArea } from '@/ui/field'
import { OUTCOMES } from '../choices'
import { newDraft } from '../phone/draft'
import { lateShapes } from '../phone/late-shapes'
import type { Visit, VisitDraft } from '../phone/shapes'
import type { PackTask, TaskPack } from '../task-pack'
import { Checklist } from './checklist'
import { PhotoInput } from './photo-input'
import { PositionButton } from './position-button'
import { ProposalFields, proposedTerms } from './proposal-fields'
import { SignaturePad } from './signature-pad'

interface VisitFormProps {
  task: PackTask
  categories: TaskPack['categories']
  /** What was filled in before, if the visit was begun. */
  begun: VisitDraft | null
  /** Told of every change. */
  keep: (draft: VisitDraft) => void
  save: (visit: Visit) => Promise<void>
  close: () => void
}

/** One visit: what is on record, what was seen, what is proposed, the evidence. */
export function VisitForm({ task, categories, begun, keep, save, close }: VisitFormProps) {
  const t = useTranslations('inspections')
  const [draft, setDraft] = useState(begun ?? newDraft)
  const { requestKey, outcome, proposal, checks, note, photos, signature, position } = draft
  const [fault, setFault] = useState<string | null>(null)
  const [saving, setSaving] = useState(false)
  const change = (more: Partial<VisitDraft>) => setDraft((before) => ({ ...before, ...more }))
  const untouched = useRef(draft)
  useEffect(() => {
    if (draft !== untouched.current) keep(draft)
  }, [draft, keep])
  const submit = async () => {
    const found = outcome === 'finding'
    const sent = {
      requestKey, task: task.task, seenVersion: task.version, seenAssignment: task.assignment, outcome: outcome ?? undefined, checks, note, position, inspectedAt: deviceNow().toISOString(),
      finding: found && proposal.finding !== '' ? proposal.finding : null, terms: found ? proposedTerms(proposal) : null, effectiveFrom: found ? proposal.effectiveFrom : null,
    }
    setSaving(true)
    const shapes = await lateShapes().catch(() => null)
    const checked = shapes?.checkedVisit(sent) ?? { fault: 'not-loaded' }
    if ('fault' in checked) {
      setSaving(false)
      return setFault(checked.fault)
    }
    try {
      await save({ sent: checked.sent, accountNo: task.accountNo, name: task.name, photos, signature })
    } catch {
      setFault('device-full')
      setSaving(false)
    }
  }
  return (
    <form
      noValidate
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <div className="flex items-start justify-between gap-2">
        <h1 className="text-xl font-semibold">{task.name}</h1>
        <Button onClick={close}>{t('form.back')}</Button>
      </div>
      <OnRecord task={task} categories={categories} />
      <Checklist checks={checksOf(task.checklist)} answers={checks} change={(check, answer) => change({ checks: { ...checks, [check]: answer } })} />
      <fieldset className="grid gap-2">
        <legend className="mb-1 font-semibold">{t('form.outcome')}</legend>
        {OUTCOMES.map((one) => (
          <label key={one} className="border-line bg-surface has-checked:border-accent flex min-h-11 items-center gap-2 rounded-md border px-3">
            <input type="radio" name="outcome" checked={outcome === one} onChange={() => change({ outcome: one })} className="size-5" />
            {t(`outcomes.${one}`)}
          </label>
        ))}
      </fieldset>
      {outcome === 'finding' && <ProposalFields proposal={proposal} categories={categories} change={(more) => change({ proposal: { ...proposal, ...more } })} />}
      <Field id="visit-note" label={t('form.note')}>
        <TextArea {...describedBy('visit-note', false)} value={note} maxLength={2000} onChange={(event) => change({ note: event.target.value })} />
      </Field>
      <PhotoInput photos={photos} change={(next) => change({ photos: next })} />
      <SignaturePad signature={signature} change={(next) => change({ signature: next })} />
      <PositionButton position={position} change={(next) => change({ position: next })} />
      {fault !== null && (
        <Notice tone="bad" role="alert">
          {t(`faults.${t.has(`faults.${fault}` as 'faults.wrong') ? (fault as 'wrong') : 'wrong'}`)}
        </Notice>
      )}
      <Button type="submit" variant="primary" className="min-h-12" pending={saving}>
        {t('form.save')}
      </Button>
    </form>
  )
}

const MONTHS_SHOWN = 6

function OnRecord({ task, categories }: { task: PackTask; categories: TaskPack['categories'] }) {
  const t = useTranslations('inspections.form')
  const locale = useLocale()
  return (
    <Card className="pt-3">
      <DescriptionList
        items={[
          { term: t('account'), detail: <span className="tabular">{task.accountNo}</span> },
          { term: t('address'), detail: task.address },
          { term: t('meter'), detail: <span className="tabular">{task.meterNo}</span> },
          { term: t('category'), detail: categoryName(categories.find(({ code }) => code === task.category), locale) },
          { term: t('months'), detail: <span className="tabular">{task.months.slice(0, MONTHS_SHOWN).map(({ month, kwh }) => `${month.slice(5)}: ${kwh}`).join(' · ') || '—'}</span> },
        ]}
      />
      {task.reasons.length > 0 && (
        <ul className="mt-2 list-disc pl-5 text-sm">
          {task.reasons.map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
      )}
    </Card>
  )
}
