'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { useState } from 'react'
import { METRICS } from '@/domain/quality/vocabulary'
import { categoryName } from '@/ui/category-name'
import { bindTargetAction, confirmBenefitAction, markDistrictsAction } from '../actions'
import { codesIn } from '../district-codes'
import { PlainForm, type PlainField } from './plain-form'
import { useTurn } from './use-turn'

interface TargetFormProps {
  project: string
  categories: readonly { code: string; nameZh: string; nameEn: string }[]
  initial: Readonly<Record<string, string>>
  again: boolean
}

/** Binds the project to a metric of the system, or writes a target down that the books know nothing of. */
export function TargetForm({ project, categories, initial, again }: TargetFormProps) {
  const t = useTranslations('quality')
  const locale = useLocale()
  const { turn: requestKey, next } = useTurn()
  const [kind, setKind] = useState<'system' | 'typed'>('system')
  const { execute, result, isPending } = useAction(bindTargetAction, { onSuccess: next })
  const own: PlainField[] =
    kind === 'system'
      ? [
          { name: 'metric', label: t('target.metric'), type: 'select', options: METRICS.map((metric) => ({ value: metric, label: t(`target.metrics.${metric}`) })) },
          { name: 'category', label: t('target.category'), type: 'select', options: [{ value: '', label: t('fields.all') }, ...categories.map((category) => ({ value: category.code, label: categoryName(category, locale) }))] },
          { name: 'district', label: t('target.district'), hint: t('target.wholeStation') },
          { name: 'sampleSize', label: t('target.sampleSize'), hint: t('target.sampleHint') },
        ]
      : [
          { name: 'name', label: t('target.name') },
          { name: 'unit', label: t('target.unit') },
          { name: 'baselineValue', label: t('target.baselineValue') },
        ]
  const fields: PlainField[] = [
    ...own,
    { name: 'baselineFrom', label: `${t('target.baseline')} · ${t('fields.from')}`, type: 'month' },
    { name: 'baselineTo', label: `${t('target.baseline')} · ${t('fields.to')}`, type: 'month' },
    { name: 'effectFrom', label: `${t('target.effect')} · ${t('fields.from')}`, type: 'month' },
    { name: 'effectTo', label: `${t('target.effect')} · ${t('fields.to')}`, type: 'month' },
    { name: 'direction', label: t('target.direction'), type: 'select', options: [{ value: 'up', label: t('target.up') }, { value: 'down', label: t('target.down') }] },
    { name: 'value', label: t('target.value') },
    { name: 'dueOn', label: t('target.dueOn'), type: 'date' },
  ]
  return (
    <div className="grid gap-3">
      <div className="flex flex-wrap gap-4" role="radiogroup" aria-label={t('target.kind')}>
        {(['system', 'typed'] as const).map((option) => (
          <label key={option} className="flex min-h-8 items-center gap-2">
            <input type="radio" name="target-kind" checked={kind === option} onChange={() => setKind(option)} />
            {t(`target.${option}`)}
          </label>
        ))}
      </div>
      {kind === 'typed' && <p className="text-warn text-sm">{t('target.typedHint')}</p>}
      <PlainForm
        key={`${kind} ${requestKey}`} wide fields={fields} initial={initial} submit={t(again ? 'target.bindAgain' : 'target.bind')} schema={() => import('../schemas').then(({ bindTargetSchema }) => bindTargetSchema)}
        toInput={(values) => ({ requestKey, project, target: targetFrom(kind, values) })} send={execute} pending={isPending} error={result.serverError}
      />
    </div>
  )
}

function targetFrom(kind: 'system' | 'typed', values: Readonly<Record<string, string>>) {
  const text = (name: string) => (values[name] ?? '').trim()
  const common = {
    kind, direction: text('direction'), value: text('value'), dueOn: text('dueOn'),
    baseline: { from: text('baselineFrom'), to: text('baselineTo') }, effect: { from: text('effectFrom'), to: text('effectTo') },
  }
  if (kind === 'typed') return { ...common, name: text('name'), unit: text('unit'), baselineValue: text('baselineValue') }
  return { ...common, metric: text('metric'), category: text('category') || null, district: text('district') || null, sampleSize: Number(text('sampleSize')) }
}

export function BenefitForm({ project }: { project: string }) {
  const t = useTranslations('quality')
  const { turn: requestKey, next } = useTurn()
  const { execute, result, isPending } = useAction(confirmBenefitAction, { onSuccess: next })
  return (
    <PlainForm
      key={requestKey} fields={[{ name: 'amountYuan', label: t('target.amount') }, { name: 'basis', label: t('target.basis'), type: 'long', hint: t('target.benefitHint') }]}
      initial={{}} submit={t('target.confirm')} schema={() => import('../schemas').then(({ confirmBenefitSchema }) => confirmBenefitSchema)} toInput={(values) => ({ amountYuan: '', basis: '', ...values, project, requestKey })}
      send={execute} pending={isPending} error={result.serverError}
    />
  )
}

export function DistrictForm({ project, month }: { project: string; month: string }) {
  const t = useTranslations('quality')
  const { turn: requestKey, next } = useTurn()
  const { execute, result, isPending } = useAction(markDistrictsAction, { onSuccess: next })
  return (
    <PlainForm
      key={requestKey}
      fields={[
        { name: 'month', label: t('attribution.since'), type: 'month' },
        { name: 'do', label: t('attribution.mark'), type: 'select', options: [{ value: 'mark', label: t('attribution.mark') }, { value: 'unmark', label: t('attribution.unmark') }] },
        { name: 'districts', label: t('attribution.districtCodes'), type: 'long', hint: t('attribution.districtHint') },
      ]}
      initial={{ month, do: 'mark', districts: '' }} submit={t('fields.save')} schema={() => import('../schemas').then(({ markDistrictsSchema }) => markDistrictsSchema)}
      toInput={(values) => ({ requestKey, project, month: values['do'] === 'unmark' ? null : values['month'], districts: codesIn(values['districts'] ?? '') })}
      send={execute} pending={isPending} error={result.serverError}
    />
  )
}
