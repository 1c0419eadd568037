'use client'

import { ArrowDown, ArrowUp, Trash2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Button } from '@/ui/button'
import { ChargeFields } from './charge-fields'
import { ChoiceField, TextField } from './text-field'
import { chargeOfKind, CHARGE_KINDS, moved, replaced, without, type ChargeDraft, type ChargeKind, type VersionDraft } from './version-draft'
import type { IssueAt } from './issues'

interface ChargeListProps {
  version: VersionDraft
  issueAt: IssueAt
  onChange: (charges: ChargeDraft[]) => void
}

/** The charges of a version in their order, each with the fields of its kind. */
export function ChargeList({ version, issueAt, onChange }: ChargeListProps) {
  const t = useTranslations('tariffDrafts.editor')
  const { charges } = version
  const kinds = CHARGE_KINDS.map((value) => ({ value, label: t(`kinds.${value}`) }))
  return (
    <div className="grid gap-3">
      {charges.map((charge, index) => (
        <fieldset key={index} className="border-line grid gap-3 rounded-lg border p-3">
          <legend className="px-1 text-sm font-semibold">{t('charge', { number: index + 1 })}</legend>
          <div className="grid gap-3 sm:grid-cols-[1fr_1fr_auto]">
            <ChoiceField id={`charge-${index}-kind`} label={t('kind')} value={charge.kind} error={issueAt('charges', index, 'kind')} options={kinds} onChange={(kind) => onChange(replaced(charges, index, chargeOfKind(kind as ChargeKind, charge.code)))} />
            <TextField id={`charge-${index}-code`} label={t('code')} value={charge.code} error={issueAt('charges', index, 'code')} onChange={(code) => onChange(replaced(charges, index, { ...charge, code }))} />
            <div className="flex gap-1 self-start sm:mt-6">
              <Button variant="ghost" aria-label={t('up', { number: index + 1 })} disabled={index === 0} onClick={() => onChange(moved(charges, index, -1))}>
                <ArrowUp aria-hidden className="size-4" />
              </Button>
              <Button variant="ghost" aria-label={t('down', { number: index + 1 })} disabled={index === charges.length - 1} onClick={() => onChange(moved(charges, index, 1))}>
                <ArrowDown aria-hidden className="size-4" />
              </Button>
              <Button variant="ghost" aria-label={t('remove', { number: index + 1 })} onClick={() => onChange(without(charges, index))}>
                <Trash2 aria-hidden className="size-4" />
              </Button>
            </div>
          </div>
          <ChargeFields id={`charge-${index}`} charge={charge} version={version} issueAt={(...path) => issueAt('charges', index, ...path)} onChange={(next) => onChange(replaced(charges, index, next))} />
        </fieldset>
      ))}
      <div>
        <Button onClick={() => onChange([...charges, chargeOfKind('energy', '')])}>{t('addCharge')}</Button>
      </div>
    </div>
  )
}
