import Link from 'next/link'
import { getLocale, getTranslations } from 'next-intl/server'
import { Badge } from '@/ui/badge'
import { ColumnTable, type Column } from '@/ui/column-table'
import { formatInstant, formatList } from '@/ui/format'
import type { StoredCheck } from '../queries'
import { STATE_TONES } from './check-findings'

/** The record of checks, newest first; each opens as it was found then. */
export async function CheckHistory({ checks }: { checks: readonly StoredCheck[] }) {
  const [t, locale] = await Promise.all([getTranslations('serverCheck'), getLocale()])
  const amissIn = ({ findings }: StoredCheck) => findings.filter(({ state }) => state !== 'good').map(({ item }) => t(`items.${item}`))
  const columns: Column<StoredCheck>[] = [
    {
      head: t('historyColumns.at'),
      cell: ({ id, at }) => (
        <Link href={`/server-check?id=${id}`} data-row-link className="text-accent hover:underline">
          <time dateTime={at.toISOString()}>{formatInstant(at, locale)}</time>
        </Link>
      ),
    },
    { head: t('historyColumns.state'), cell: ({ state }) => <Badge tone={STATE_TONES[state]}>{t(`state.${state}`)}</Badge> },
    {
      head: t('historyColumns.items'),
      cell: (check) => (amissIn(check).length === 0 ? <span className="text-muted">{t('allGood')}</span> : <span className="whitespace-normal">{formatList(amissIn(check), locale)}</span>),
    },
    { head: t('historyColumns.by'), cell: ({ byName }) => (byName === 'command line' ? t('byCommandLine') : byName) },
  ]
  return <ColumnTable stacks caption={t('history')} columns={columns} rows={checks} keyOf={({ id }) => String(id)} />
}
