'use client'

import { useTranslations } from 'next-intl'
import { Button } from '@/ui/button'
import { ChoiceField, TextField } from './text-field'
import { TierFields } from './tier-fields'
import { changed, type ChargeDraft, type VersionDraft } from './version-draft'
import type { IssueAt } from './issues'

interface EnergyFieldsProps {
  id: string
  charge: ChargeDraft
  version: VersionDraft
  issueAt: IssueAt
  onChange: (charge: ChargeDraft) => void
}

/** A charge per kWh: limited to a season or a period or not, at one rate or in tiers. */
export function EnergyFields({ id, charge, version, issueAt, onChange }: EnergyFieldsProps) {
  const t = useTranslations('tariffDrafts.editor')
  const set = (changes: Partial<{ [Key in keyof ChargeDraft]: ChargeDraft[Key] | undefined }>) => onChange(changed(charge, changes))
  const limited = (names: readonly string[], kept: string | undefined) => [
    { value: '', label: t('all') },
    ...[...new Set([...names, ...(kept === undefined ? [] : [kept])])].map((name) => ({ value: name, label: name })),
  ]
  return (
    <div className="grid gap-3">
      <div className="grid gap-3 sm:grid-cols-3">
        <ChoiceField id={`${id}-season`} label={t('season')} value={charge.season} error={issueAt('season')} options={limited(version.seasons?.map(({ name }) => name) ?? [], charge.season)} onChange={(season) => set({ season: season === '' ? undefined : season })} />
        <ChoiceField id={`${id}-period`} label={t('period')} value={charge.period} error={issueAt('period')} options={limited(version.periods ?? [], charge.period)} onChange={(period) => set({ period: period === '' ? undefined : period })} />
        {charge.tiers === undefined && <TextField id={`${id}-rate`} decimal label={t('rate')} value={charge.rate} error={issueAt('rate')} onChange={(rate) => set({ rate })} />}
      </div>
      {charge.tiers !== undefined && <TierFields id={id} charge={charge} tiers={charge.tiers} issueAt={issueAt} onChange={onChange} />}
      <div className="flex flex-wrap items-center gap-4">
        {charge.tiers === undefined ? (
          <Button onClick={() => set({ rate: undefined, tierBasis: 'month', tiers: [{ upTo: '', rate: charge.rate ?? '' }, { rate: '' }] })}>{t('useTiers')}</Button>
        ) : (
          <Button onClick={() => set({ rate: charge.tiers?.[0]?.rate ?? '', tiers: undefined, tierBasis: undefined, tierDays: undefined, tierCounts: undefined, tierMode: undefined })}>{t('useRate')}</Button>
        )}
        <label className="flex min-h-6 items-center gap-2">
          <input type="checkbox" className="size-4" checked={charge.government ?? false} onChange={(event) => set({ government: event.target.checked ? true : undefined })} />
          {t('government')}
        </label>
      </div>
    </div>
  )
}
