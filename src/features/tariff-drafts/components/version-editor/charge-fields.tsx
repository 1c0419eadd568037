'use client'

import { useTranslations } from 'next-intl'
import { EnergyFields } from './energy-fields'
import { ChoiceField, TextField } from './text-field'
import { changed, type ChargeDraft, type VersionDraft } from './version-draft'
import type { IssueAt } from './issues'

interface ChargeFieldsProps {
  id: string
  charge: ChargeDraft
  version: VersionDraft
  issueAt: IssueAt
  onChange: (charge: ChargeDraft) => void
}

/** The fields of a charge's kind. */
export function ChargeFields(props: ChargeFieldsProps) {
  const { id, charge, version, issueAt, onChange } = props
  const t = useTranslations('tariffDrafts.editor')
  const set = (changes: Partial<{ [Key in keyof ChargeDraft]: ChargeDraft[Key] | undefined }>) => onChange(changed(charge, changes))
  const text = (name: 'rate' | 'amount' | 'daysPerMonth', label: string, optional = false) => (
    <TextField id={`${id}-${name}`} decimal label={label} value={charge[name]} error={issueAt(name)} onChange={(value) => set({ [name]: optional && value === '' ? undefined : value })} />
  )
  const choice = (name: 'per' | 'unit' | 'basis' | 'standard', label: string, options: readonly { value: string; label: string }[]) => (
    <ChoiceField id={`${id}-${name}`} label={label} value={charge[name]} error={issueAt(name)} options={options} onChange={(value) => set({ [name]: value })} />
  )
  const plain = (values: readonly string[]) => values.map((value) => ({ value, label: value }))
  switch (charge.kind) {
    case 'energy':
      return <EnergyFields {...props} />
    case 'fixed':
      return (
        <div className="grid gap-3 sm:grid-cols-3">
          {text('amount', t('amount'))}
          {choice('per', t('per'), (['month', 'day', 'bill'] as const).map((value) => ({ value, label: t(`pers.${value}`) })))}
          {charge.per === 'month' && text('daysPerMonth', t('daysPerMonth'), true)}
        </div>
      )
    case 'demand':
      return (
        <div className="grid gap-3 sm:grid-cols-4">
          {text('rate', t('demandRate'))}
          {choice('unit', t('unit'), plain(['kVA', 'kW']))}
          {choice('basis', t('basis'), (['contract', 'maximum'] as const).map((value) => ({ value, label: t(`bases.${value}`) })))}
          {text('daysPerMonth', t('daysPerMonth'), true)}
        </div>
      )
    case 'power-factor':
      return <div className="grid gap-3 sm:grid-cols-3">{choice('standard', t('standard'), plain(['0.90', '0.85', '0.80']))}</div>
    case 'percent':
      return (
        <div className="grid gap-3 sm:grid-cols-3">
          {text('rate', t('percentRate'))}
          <PercentOf charge={charge} version={version} label={t('percentOf')} error={issueAt('of')} onChange={(of) => set({ of })} />
        </div>
      )
    case 'minimum':
      return <div className="grid gap-3 sm:grid-cols-3">{text('amount', t('minimum'))}</div>
  }
}

interface PercentOfProps {
  charge: ChargeDraft
  version: VersionDraft
  label: string
  error: string | undefined
  onChange: (of: string[]) => void
}

function PercentOf({ charge, version, label, error, onChange }: PercentOfProps) {
  const chosen = charge.of ?? []
  const codes = [...new Set([...version.charges.filter(({ kind, code }) => kind !== 'minimum' && code !== charge.code && code !== '').map(({ code }) => code), ...chosen])]
  return (
    <fieldset className="sm:col-span-2">
      <legend className="text-sm font-medium">{label}</legend>
      <div className="flex flex-wrap gap-x-4 gap-y-1">
        {codes.map((code) => (
          <label key={code} className="flex min-h-6 items-center gap-2">
            <input type="checkbox" className="size-4" checked={chosen.includes(code)} onChange={(event) => onChange(event.target.checked ? [...chosen, code] : chosen.filter((one) => one !== code))} />
            {code}
          </label>
        ))}
      </div>
      {error !== undefined && <p className="text-bad text-sm">{error}</p>}
    </fieldset>
  )
}
