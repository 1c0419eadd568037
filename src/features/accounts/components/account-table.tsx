import Link from 'next/link'
import { getLocale, getTranslations } from 'next-intl/server'
import { categoryIndex } from '@/features/tariffs/queries'
import { Badge } from '@/ui/badge'
import { categoryName } from '@/ui/category-name'
import { formatDate } from '@/ui/format'
import { Table, Td, Th } from '@/ui/table'
import type { AccountRow } from '../search-queries'

export async function AccountTable({ rows }: { rows: readonly AccountRow[] }) {
  const [t, locale, { byId }] = await Promise.all([getTranslations('accounts'), getLocale(), categoryIndex()])
  return (
    <Table caption={t('list')}>
      <thead>
        <tr>
          {(['accountNo', 'name', 'category', 'address', 'district'] as const).map((column) => (
            <Th key={column}>{t(`columns.${column}`)}</Th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.accountNo} className="hover:bg-raised">
            <Td className="tabular whitespace-nowrap">
              <Link href={`/accounts/${row.accountNo}`} data-row-link className="text-accent block hover:underline">
                {row.accountNo}
              </Link>
            </Td>
            <Td className="whitespace-nowrap">
              {row.name} {row.closedOn && <Badge>{t('closedOn', { date: formatDate(row.closedOn, locale) })}</Badge>}
            </Td>
            <Td className="whitespace-nowrap">
              {row.categoryId === null ? '—' : categoryName(byId.get(row.categoryId), locale)} {row.split && <Badge tone="accent">{t('split')}</Badge>}
            </Td>
            <Td className="min-w-48">{row.address}</Td>
            <Td className="whitespace-nowrap">{row.district}</Td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}
