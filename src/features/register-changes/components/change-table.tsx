import Link from 'next/link'
import { getLocale, getTranslations } from 'next-intl/server'
import { Badge } from '@/ui/badge'
import { formatCount, formatInstant } from '@/ui/format'
import { Table, Td, Th } from '@/ui/table'
import type { Change } from '../queries'

const TONES = { proposed: 'warn', applied: 'good', discarded: 'neutral' } as const

export const changeHref = ({ id, kind }: Pick<Change, 'id' | 'kind'>): string => (kind === 'round-trip' ? `/accounts/round-trip/${id}` : `/accounts/changes/${id}`)

/** Changes of the register, newest first: what, how many accounts, who, why. */
export async function ChangeTable({ rows }: { rows: readonly Change[] }) {
  const [t, locale] = await Promise.all([getTranslations('registerChanges'), getLocale()])
  return (
    <Table caption={t('title')}>
      <thead>
        <tr>
          <Th>{t('columns.number')}</Th>
          <Th>{t('columns.kind')}</Th>
          <Th numeric>{t('columns.accounts')}</Th>
          <Th>{t('columns.by')}</Th>
          <Th>{t('columns.at')}</Th>
          <Th>{t('reason')}</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id} className="hover:bg-raised">
            <Td className="tabular">
              <Link href={changeHref(row)} data-row-link className="text-accent block hover:underline">
                {row.id}
              </Link>
            </Td>
            <Td className="whitespace-nowrap">
              {t(`kinds.${row.kind}`)} <Badge tone={row.undoneById === null ? TONES[row.state] : 'neutral'}>{row.undoneById === null ? t(`states.${row.state}`) : t('undone')}</Badge>
            </Td>
            <Td numeric>{formatCount(row.accounts)}</Td>
            <Td className="whitespace-nowrap">{row.appliedByName ?? row.createdByName}</Td>
            <Td className="whitespace-nowrap">{formatInstant(row.appliedAt ?? row.createdAt, locale)}</Td>
            <Td className="min-w-48">{row.reason === '' ? row.fileName : row.reason}</Td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}
