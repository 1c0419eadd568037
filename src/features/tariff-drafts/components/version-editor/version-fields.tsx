'use client'

import { useTranslations } from 'next-intl'
import { Button } from '@/ui/button'
import { TextField } from './text-field'
import { changed, replaced, without, type VersionDraft } from './version-draft'
import type { IssueAt } from './issues'

interface VersionFieldsProps {
  version: VersionDraft
  issueAt: IssueAt
  onChange: (version: VersionDraft) => void
}

/** From when it is in force, by what document, and the seasons and periods its charges may be limited to. */
export function VersionFields({ version, issueAt, onChange }: VersionFieldsProps) {
  const t = useTranslations('tariffDrafts.editor')
  const source = version.source ?? { title: '' }
  const setSource = (next: { title: string; number?: string }) => onChange(changed(version, { source: next.title === '' && next.number === undefined ? undefined : next }))
  return (
    <div className="grid gap-3">
      <div className="grid gap-3 sm:grid-cols-[10rem_1fr_12rem]">
        <TextField id="effectiveFrom" type="date" label={t('effectiveFrom')} value={version.effectiveFrom} error={issueAt('effectiveFrom')} onChange={(effectiveFrom) => onChange({ ...version, effectiveFrom })} />
        <TextField id="source-title" label={t('sourceTitle')} value={source.title} error={issueAt('source', 'title')} onChange={(title) => setSource({ ...source, title })} />
        <TextField id="source-number" label={t('sourceNumber')} value={source.number} error={issueAt('source', 'number')} onChange={(number) => setSource(changed(source, { number: number === '' ? undefined : number }))} />
      </div>
      <Seasons version={version} issueAt={issueAt} onChange={onChange} />
      <Periods version={version} issueAt={issueAt} onChange={onChange} />
    </div>
  )
}

function Seasons({ version, issueAt, onChange }: VersionFieldsProps) {
  const t = useTranslations('tariffDrafts.editor')
  const seasons = version.seasons ?? []
  const set = (next: typeof seasons) => onChange(changed(version, { seasons: next.length === 0 ? undefined : next }))
  return (
    <fieldset className="grid gap-2">
      <legend className="text-sm font-semibold">{t('seasons')}</legend>
      {issueAt('seasons') && <p className="text-bad text-sm">{issueAt('seasons')}</p>}
      {seasons.map((season, index) => (
        <div key={index} className="grid grid-cols-[1fr_6rem_6rem_auto] gap-2">
          <TextField id={`season-${index}-name`} label={t('seasonName')} value={season.name} error={issueAt('seasons', index, 'name') ?? issueAt('seasons', index)} onChange={(name) => set(replaced(seasons, index, { ...season, name }))} />
          <TextField id={`season-${index}-from`} label={t('seasonFrom')} placeholder="05-01" value={season.from} error={issueAt('seasons', index, 'from')} onChange={(from) => set(replaced(seasons, index, { ...season, from }))} />
          <TextField id={`season-${index}-to`} label={t('seasonTo')} placeholder="10-31" value={season.to} error={issueAt('seasons', index, 'to')} onChange={(to) => set(replaced(seasons, index, { ...season, to }))} />
          <Button variant="ghost" className="mt-6 self-start" aria-label={t('removeSeason', { number: index + 1 })} onClick={() => set(without(seasons, index))}>
            ×
          </Button>
        </div>
      ))}
      <div>
        <Button onClick={() => set([...seasons, { name: '', from: '', to: '' }])}>{t('addSeason')}</Button>
      </div>
    </fieldset>
  )
}

function Periods({ version, issueAt, onChange }: VersionFieldsProps) {
  const t = useTranslations('tariffDrafts.editor')
  const periods = version.periods ?? []
  const set = (next: string[]) => onChange(changed(version, { periods: next.length === 0 ? undefined : next }))
  return (
    <fieldset className="grid gap-2">
      <legend className="text-sm font-semibold">{t('periods')}</legend>
      <div className="flex flex-wrap items-end gap-2">
        {periods.map((period, index) => (
          <div key={index} className="flex items-end gap-1">
            <TextField id={`period-${index}`} label={t('periodName', { number: index + 1 })} value={period} error={issueAt('periods', index)} onChange={(name) => set(replaced(periods, index, name))} />
            <Button variant="ghost" aria-label={t('removePeriod', { number: index + 1 })} onClick={() => set(without(periods, index))}>
              ×
            </Button>
          </div>
        ))}
        <Button onClick={() => set([...periods, ''])}>{t('addPeriod')}</Button>
      </div>
    </fieldset>
  )
}
