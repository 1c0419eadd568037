'use client'

import { useTranslations } from 'next-intl'
import { Button } from '@/ui/button'
import { ChoiceField, TextField } from './text-field'
import { changed, replaced, without, type ChargeDraft, type TierDraft } from './version-draft'
import type { IssueAt } from './issues'

interface TierFieldsProps {
  id: string
  charge: ChargeDraft
  tiers: readonly TierDraft[]
  issueAt: IssueAt
  onChange: (charge: ChargeDraft) => void
}

/** The steps of a tiered charge, and how they are counted. */
export function TierFields({ id, charge, tiers, issueAt, onChange }: TierFieldsProps) {
  const t = useTranslations('tariffDrafts.editor')
  const set = (next: TierDraft[]) => onChange(changed(charge, { tiers: next }))
  const choices = (name: 'tierBasis' | 'tierCounts' | 'tierMode', values: readonly string[]) => values.map((value) => ({ value, label: t(`${name}s.${value}` as 'tierBasiss.month') }))
  return (
    <div className="grid gap-3">
      <ol className="grid gap-2">
        {tiers.map((tier, index) => {
          const last = index === tiers.length - 1
          return (
            <li key={index} className="grid grid-cols-[1fr_1fr_auto] gap-2">
              <TextField
                id={`${id}-tier-${index}-upTo`} decimal label={t('upTo', { tier: index + 1 })} value={tier.upTo} placeholder={last ? t('noLimit') : ''}
                error={issueAt('tiers', index, 'upTo')} onChange={(upTo) => set(replaced(tiers, index, changed<TierDraft>(tier, { upTo: upTo === '' ? undefined : upTo })))}
              />
              <TextField id={`${id}-tier-${index}-rate`} decimal label={t('tierRate')} value={tier.rate} error={issueAt('tiers', index, 'rate')} onChange={(rate) => set(replaced(tiers, index, { ...tier, rate }))} />
              <Button variant="ghost" className="mt-6 self-start" aria-label={t('removeTier', { tier: index + 1 })} disabled={tiers.length === 1} onClick={() => set(without(tiers, index))}>
                ×
              </Button>
            </li>
          )
        })}
      </ol>
      <div>
        <Button onClick={() => set([...tiers.slice(0, -1), { upTo: '', rate: '' }, ...tiers.slice(-1)])}>{t('addTier')}</Button>
      </div>
      <div className="grid gap-3 sm:grid-cols-4">
        <ChoiceField id={`${id}-tierBasis`} label={t('tierBasis')} value={charge.tierBasis ?? 'month'} options={choices('tierBasis', ['month', 'year', 'days'])} onChange={(tierBasis) => onChange(changed(charge, { tierBasis, tierDays: tierBasis === 'days' ? (charge.tierDays ?? 30) : undefined }))} />
        {charge.tierBasis === 'days' && (
          <TextField id={`${id}-tierDays`} decimal label={t('tierDays')} value={String(charge.tierDays ?? '')} error={issueAt('tierDays')} onChange={(days) => onChange(changed(charge, { tierDays: /^\d{1,3}$/.test(days) ? Number(days) : undefined }))} />
        )}
        <ChoiceField id={`${id}-tierCounts`} label={t('tierCounts')} value={charge.tierCounts ?? 'total'} options={choices('tierCounts', ['total', 'period'])} onChange={(tierCounts) => onChange(changed(charge, { tierCounts }))} />
        <ChoiceField id={`${id}-tierMode`} label={t('tierMode')} value={charge.tierMode ?? 'block'} options={choices('tierMode', ['block', 'whole'])} onChange={(tierMode) => onChange(changed(charge, { tierMode }))} />
      </div>
    </div>
  )
}
