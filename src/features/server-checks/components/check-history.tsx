import Link from 'next/link'
import { getLocale, getTranslations } from 'next-intl/server'
import { Badge } from '@/ui/badge'
import { formatInstant, formatList } from '@/ui/format'
import { Table, Td, Th } from '@/ui/table'
import type { StoredCheck } from '../queries'
import { STATE_TONES } from './check-findings'

/** The record of checks, newest first; each opens as it was found then. */
export async function CheckHistory({ checks }: { checks: readonly StoredCheck[] }) {
  const [t, locale] = await Promise.all([getTranslations('serverCheck'), getLocale()])
  return (
    <Table caption={t('history')}>
      <thead>
        <tr>
          <Th>{t('historyColumns.at')}</Th>
          <Th>{t('historyColumns.state')}</Th>
          <Th>{t('historyColumns.items')}</Th>
          <Th>{t('historyColumns.by')}</Th>
        </tr>
      </thead>
      <tbody>
        {checks.map(({ id, at, state, findings, byName }) => {
          const amiss = findings.filter((finding) => finding.state !== 'good').map(({ item }) => t(`items.${item}`))
          return (
            <tr key={String(id)} className="hover:bg-raised">
              <Td className="whitespace-nowrap">
                <Link href={`/server-check?id=${id}`} data-row-link className="text-accent hover:underline">
                  <time dateTime={at.toISOString()}>{formatInstant(at, locale)}</time>
                </Link>
              </Td>
              <Td>
                <Badge tone={STATE_TONES[state]}>{t(`state.${state}`)}</Badge>
              </Td>
              <Td>{amiss.length === 0 ? <span className="text-muted">{t('allGood')}</span> : formatList(amiss, locale)}</Td>
              <Td>{byName === 'command line' ? t('byCommandLine') : byName}</Td>
            </tr>
          )
        })}
      </tbody>
    </Table>
  )
}
