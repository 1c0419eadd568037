import Link from 'next/link'
import { getLocale, getTranslations } from 'next-intl/server'
import { maskAddress, maskName } from '@/domain/identity/masking'
import { categoryIndex } from '@/features/tariffs/queries'
import { Badge } from '@/ui/badge'
import { categoryName } from '@/ui/category-name'
import { formatDate } from '@/ui/format'
import { SortHead } from '@/ui/sort-head'
import { Table, Td, Th } from '@/ui/table'
import { withParams } from '@/ui/url'
import type { AccountRow, AccountSort } from '../search-queries'

interface AccountTableProps {
  rows: readonly AccountRow[]
  /** The order now, and the address of another. */
  sort?: { now: AccountSort; href: (next: AccountSort) => string }
  /** The form that chosen rows go with; without one nothing is chosen. */
  form?: string
}

/** Accounts as a list; numbers and names put it in order, boxes choose rows where there is something to do with them. */
export async function AccountTable({ rows, sort, form }: AccountTableProps) {
  const [t, locale, { byId }] = await Promise.all([getTranslations('accounts'), getLocale(), categoryIndex()])
  const head = (column: 'number' | 'name', label: string) => {
    if (!sort) return <Th>{label}</Th>
    const order = sort.now === column ? 'ascending' : sort.now === `${column}-desc` ? 'descending' : null
    return <SortHead label={label} href={sort.href(order === 'ascending' ? `${column}-desc` : column)} order={order} />
  }
  return (
    <Table caption={t('list')}>
      <thead>
        <tr>
          {form !== undefined && (
            <Th>
              <span className="sr-only">{t('choose')}</span>
            </Th>
          )}
          {head('number', t('columns.accountNo'))}
          {head('name', t('columns.name'))}
          {(['category', 'address', 'district'] as const).map((column) => (
            <Th key={column}>{t(`columns.${column}`)}</Th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={`${row.accountNo} ${row.stationCode}`} className="hover:bg-raised">
            {form !== undefined && (
              <Td>
                {row.closedOn === null && <input type="checkbox" form={form} name="account" value={row.accountNo} aria-label={t('chooseOne', { accountNo: row.accountNo })} className="size-5 align-middle" />}
              </Td>
            )}
            <Td className="tabular whitespace-nowrap">
              <Link href={withParams(`/accounts/${row.accountNo}`, { station: row.closedOn === null ? null : row.stationCode })} data-row-link className="text-accent block hover:underline">
                {row.accountNo}
              </Link>
            </Td>
            <Td className="whitespace-nowrap">
              {maskName(row.name)} {row.closedOn && <Badge>{t('closedOn', { date: formatDate(row.closedOn, locale) })}</Badge>}
            </Td>
            <Td className="whitespace-nowrap">
              {row.categoryId === null ? '—' : categoryName(byId.get(row.categoryId), locale)} {row.split && <Badge tone="accent">{t('split')}</Badge>}
            </Td>
            <Td className="min-w-48">{maskAddress(row.address)}</Td>
            <Td className="whitespace-nowrap">
              {row.district}
              <span className="text-muted ml-2 text-sm">{row.stationName}</span>
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}
