'use client'

import { useTranslations } from 'next-intl'
import { describedBy, Field, Select, TextInput } from '@/ui/field'
import { DUE_STATES } from '../choices'
import type { DatedRuleInput, RuleKind } from '../schemas'

/** What is typed, of all kinds; a form shows its own kind's. */
export interface RuleValues {
  effectiveFrom: string
  factor: string
  fixed: boolean
  monthsWhenUnknown: string
  sourceZh: string
  sourceEn: string
  state: string
  workingDays: string
  source: string
  from: string
  to: string
  isWorking: boolean
}

export function inputOf(kind: RuleKind, values: RuleValues): DatedRuleInput {
  const { effectiveFrom, factor, fixed, monthsWhenUnknown, sourceZh, sourceEn, workingDays, source, from, to, isWorking } = values
  if (kind === 'penalty') return { kind, effectiveFrom, factor, fixed, monthsWhenUnknown, sourceZh, sourceEn }
  if (kind === 'due') return { kind, state: DUE_STATES.find((state) => state === values.state) ?? 'draft', effectiveFrom, workingDays, source }
  return { kind, from, to: to === '' ? from : to, isWorking, source }
}

interface RuleFieldsProps {
  kind: RuleKind
  values: RuleValues
  /** What is wrong with a field, as a key of `datedRules.faults`. */
  faultOf: (field: keyof RuleValues) => string | undefined
  onChange: (field: keyof RuleValues, value: string | boolean) => void
}

const FAULTS = ['date', 'source', 'too-long', 'factor', 'months', 'working-days', 'stretch'] as const

export function RuleFields({ kind, values, faultOf, onChange }: RuleFieldsProps) {
  const [t, states] = [useTranslations('datedRules'), useTranslations('workOrders.states')]
  const fault = (field: keyof RuleValues) => {
    const found = faultOf(field)
    return found === undefined ? undefined : t(`faults.${FAULTS.find((known) => known === found) ?? 'date'}`)
  }
  const text = (field: Exclude<keyof RuleValues, 'fixed' | 'isWorking'>, label: string, props: { type?: string; hint?: string; inputMode?: 'decimal' | 'numeric'; lang?: string; className?: string } = {}) => {
    const { hint, className, ...input } = props
    return (
      <Field id={field} label={label} hint={hint} error={fault(field)} {...(className === undefined ? {} : { className })}>
        <TextInput {...describedBy(field, fault(field) !== undefined)} {...input} value={values[field]} maxLength={300} onChange={({ target }) => onChange(field, target.value)} />
      </Field>
    )
  }
  const choice = (field: 'fixed' | 'isWorking', label: string, yes: string, no: string) => (
    <Field id={field} label={label}>
      <Select id={field} value={values[field] ? 'yes' : 'no'} onChange={({ target }) => onChange(field, target.value === 'yes')}>
        <option value="no">{no}</option>
        <option value="yes">{yes}</option>
      </Select>
    </Field>
  )
  const source = text('source', t('source'), { hint: t('sourceHint'), className: 'sm:col-span-2' })
  const effectiveFrom = text('effectiveFrom', t('effectiveFrom'), { type: 'date', hint: t(kind === 'penalty' ? 'penalty.fromHint' : 'due.fromHint') })
  if (kind === 'penalty') {
    return (
      <div className="grid items-start gap-4 sm:grid-cols-2">
        {effectiveFrom}
        {text('monthsWhenUnknown', t('penalty.months'), { inputMode: 'numeric', hint: t('penalty.monthsHint') })}
        {choice('fixed', t('penalty.choice'), t('penalty.choiceFixed'), t('penalty.choiceMost'))}
        {text('factor', t('penalty.factorLabel'), { inputMode: 'decimal', hint: t('penalty.factorHint') })}
        {text('sourceZh', t('penalty.sourceZh'), { lang: 'zh-CN', className: 'sm:col-span-2' })}
        {text('sourceEn', t('penalty.sourceEn'), { lang: 'en', className: 'sm:col-span-2' })}
      </div>
    )
  }
  if (kind === 'due') {
    return (
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <Field id="state" label={t('due.state')}>
          <Select id="state" value={values.state} onChange={({ target }) => onChange('state', target.value)}>
            {DUE_STATES.map((state) => (
              <option key={state} value={state}>
                {states(state)}
              </option>
            ))}
          </Select>
        </Field>
        {text('workingDays', t('due.workingDays'), { inputMode: 'numeric', hint: t('due.daysHint') })}
        {effectiveFrom}
        {source}
      </div>
    )
  }
  return (
    <div className="grid items-start gap-4 sm:grid-cols-2">
      {text('from', t('calendar.from'), { type: 'date' })}
      {text('to', t('calendar.to'), { type: 'date', hint: t('calendar.toHint') })}
      {choice('isWorking', t('calendar.what'), t('calendar.worked'), t('calendar.free'))}
      {source}
    </div>
  )
}
