import { getLocale, getTranslations } from 'next-intl/server'
import type { CheckState } from '@/domain/server-check/assess'
import { Badge, type Tone } from '@/ui/badge'
import { ColumnTable, type Column } from '@/ui/column-table'
import { formatInstant } from '@/ui/format'
import { foundTexts } from '../found-text'
import type { StoredCheck } from '../queries'

type Finding = StoredCheck['findings'][number]

export const STATE_TONES: Record<CheckState, Tone> = { good: 'good', warn: 'warn', bad: 'bad' }

/** One check: what was found of each item, and what to do about what is not good. */
export async function CheckFindings({ check: { at, byName, findings, figures } }: { check: StoredCheck }) {
  const [t, locale, texts] = await Promise.all([getTranslations('serverCheck'), getLocale(), foundTexts(figures)])
  const by = byName === 'command line' ? t('byCommandLine') : byName
  const columns: Column<Finding>[] = [
    { head: t('columns.item'), cell: ({ item }) => <span className="font-medium">{t(`items.${item}`)}</span> },
    { head: t('columns.state'), cell: ({ state }) => <Badge tone={STATE_TONES[state]}>{t(`state.${state}`)}</Badge> },
    {
      head: t('columns.found'),
      cell: ({ item }) =>
        texts[item].map((line) => (
          <span key={line} className="tabular block whitespace-normal">
            {line}
          </span>
        )),
    },
    {
      head: t('columns.advice'),
      cell: ({ item, state }) => (state === 'good' ? <span className="text-muted">—</span> : <span className="block whitespace-normal sm:min-w-56">{t(`advice.${item}`)}</span>),
    },
  ]
  return (
    <>
      <p className="text-muted px-4 pb-2 text-sm">{t('checkedAt', { at: formatInstant(at, locale), by, version: figures.version, postgres: figures.postgres })}</p>
      <ColumnTable stacks caption={t('title')} columns={columns} rows={findings} keyOf={({ item }) => item} dataOf={({ item, state }) => ({ 'data-item': item, 'data-state': state })} />
    </>
  )
}
