'use client'

import { useLocale, useTranslations } from 'next-intl'
import { isDecimal } from '@/domain/decimal'
import type { AssignmentTerms } from '@/domain/tariff/assignment'
import { categoryName } from '@/ui/category-name'
import { Field, Select, TextInput } from '@/ui/field'
import { FINDING_KINDS } from '../choices'
import { shareFromPercent } from '../phone/proposal'
import type { Proposal } from '../phone/shapes'
import type { TaskPack } from '../task-pack'

/** The assignment that the fields propose, or null while it is not whole. */
export function proposedTerms({ remainder, splitCategory, splitPercent }: Proposal): AssignmentTerms | null {
  if (remainder === '') return null
  if (splitCategory === '') return { remainder, splits: [] }
  const percent = splitPercent.trim()
  if (!isDecimal(percent) || splitCategory === remainder) return null
  return { remainder, splits: [{ method: 'fixed-ratio', category: splitCategory, ratio: shareFromPercent(percent) }] }
}

interface ProposalFieldsProps {
  proposal: Proposal
  categories: TaskPack['categories']
  change: (more: Partial<Proposal>) => void
}

/** What is wrong, and what the account should be billed on from when. */
export function ProposalFields({ proposal, categories, change }: ProposalFieldsProps) {
  const t = useTranslations('inspections')
  const locale = useLocale()
  const options = categories.map((category) => (
    <option key={category.code} value={category.code}>
      {categoryName(category, locale)}
    </option>
  ))
  return (
    <div className="border-line grid gap-3 rounded-lg border p-3">
      <Field id="visit-finding" label={t('form.finding')}>
        <Select id="visit-finding" value={proposal.finding} onChange={(event) => change({ finding: FINDING_KINDS.find((kind) => kind === event.target.value) ?? '' })}>
          <option value="">{t('form.choose')}</option>
          {FINDING_KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {t(`findings.${kind}`)}
            </option>
          ))}
        </Select>
      </Field>
      <Field id="visit-category" label={t('form.proposed')}>
        <Select id="visit-category" value={proposal.remainder} onChange={(event) => change({ remainder: event.target.value })}>
          <option value="">{t('form.choose')}</option>
          {options}
        </Select>
      </Field>
      <div className="grid grid-cols-2 gap-3">
        <Field id="visit-split" label={t('form.split')}>
          <Select id="visit-split" value={proposal.splitCategory} onChange={(event) => change({ splitCategory: event.target.value })}>
            <option value="">{t('form.noSplit')}</option>
            {options}
          </Select>
        </Field>
        <Field id="visit-percent" label={t('form.percent')}>
          <TextInput id="visit-percent" inputMode="decimal" disabled={proposal.splitCategory === ''} value={proposal.splitPercent} onChange={(event) => change({ splitPercent: event.target.value })} />
        </Field>
      </div>
      <Field id="visit-from" label={t('form.from')}>
        <TextInput id="visit-from" type="date" value={proposal.effectiveFrom} onChange={(event) => change({ effectiveFrom: event.target.value })} />
      </Field>
    </div>
  )
}
