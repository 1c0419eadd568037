'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import { checksOf, type Answer, type Check } from '@/domain/campaigns/checklist'
import { Notice } from '@/ui/badge'
import { Button } from '@/ui/button'
import { Card } from '@/ui/card'
import { categoryName } from '@/ui/category-name'
import { DescriptionList } from '@/ui/description-list'
import { deviceNow } from '@/ui/device-clock'
import { describedBy, Field, TextArea } from '@/ui/field'
import { newRequestKey } from '@/ui/request-key'
import type { Visit } from '../phone/outbox'
import type { SmallPicture } from '../phone/photos'
import { OUTCOMES, sentInspectionSchema, type Outcome, type SentInspectionInput } from '../schemas'
import type { PackTask, TaskPack } from '../task-pack'
import { Checklist } from './checklist'
import { PhotoInput } from './photo-input'
import { PositionButton } from './position-button'
import { emptyProposal, ProposalFields, proposedTerms, type Proposal } from './proposal-fields'
import { SignaturePad } from './signature-pad'

interface VisitFormProps {
  task: PackTask
  categories: TaskPack['categories']
  save: (visit: Visit) => Promise<void>
  close: () => void
}

/** One visit: what is on record, what was seen, what is proposed, the evidence. */
export function VisitForm({ task, categories, save, close }: VisitFormProps) {
  const t = useTranslations('inspections')
  const [requestKey] = useState(newRequestKey)
  const [outcome, setOutcome] = useState<Outcome | null>(null)
  const [proposal, setProposal] = useState<Proposal>(emptyProposal)
  const [checks, setChecks] = useState<Partial<Record<Check, Answer>>>({})
  const [note, setNote] = useState('')
  const [photos, setPhotos] = useState<SmallPicture[]>([])
  const [signature, setSignature] = useState<SmallPicture | null>(null)
  const [position, setPosition] = useState<SentInspectionInput['position']>(null)
  const [fault, setFault] = useState<string | null>(null)
  const [saving, setSaving] = useState(false)
  const submit = async () => {
    const found = outcome === 'finding'
    const sent = {
      requestKey, task: task.task, seenVersion: task.version, seenAssignment: task.assignment, outcome: outcome ?? undefined, checks, note, position, inspectedAt: deviceNow().toISOString(),
      finding: found && proposal.finding !== '' ? proposal.finding : null, terms: found ? proposedTerms(proposal) : null, effectiveFrom: found ? proposal.effectiveFrom : null,
    }
    const checked = sentInspectionSchema.safeParse(sent)
    if (!checked.success) return setFault(checked.error.issues[0]?.message ?? 'wrong')
    setSaving(true)
    try {
      await save({ sent: checked.data, accountNo: task.accountNo, name: task.name, photos, signature })
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
      <Checklist checks={checksOf(task.checklist)} answers={checks} change={(check, answer) => setChecks((before) => ({ ...before, [check]: answer }))} />
      <fieldset className="grid gap-2">
        <legend className="mb-1 font-semibold">{t('form.outcome')}</legend>
        {OUTCOMES.map((one) => (
          <label key={one} className="border-line bg-surface has-checked:border-accent flex min-h-11 items-center gap-2 rounded-md border px-3">
            <input type="radio" name="outcome" checked={outcome === one} onChange={() => setOutcome(one)} className="size-5" />
            {t(`outcomes.${one}`)}
          </label>
        ))}
      </fieldset>
      {outcome === 'finding' && <ProposalFields proposal={proposal} categories={categories} change={(more) => setProposal((before) => ({ ...before, ...more }))} />}
      <Field id="visit-note" label={t('form.note')}>
        <TextArea {...describedBy('visit-note', false)} value={note} maxLength={2000} onChange={(event) => setNote(event.target.value)} />
      </Field>
      <PhotoInput photos={photos} change={setPhotos} />
      <SignaturePad signed={signature !== null} change={setSignature} />
      <PositionButton position={position} change={setPosition} />
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
