import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import type { MonthFigures } from '@/domain/change/change'
import { averagePrice, sumFen } from '@/domain/money'
import { sumWh } from '@/domain/energy'
import { formatCount, formatKwh, formatPrice, formatYuan } from '@/ui/format'
import { SortHead } from '@/ui/sort-head'
import { Table, Td, Th } from '@/ui/table'
import { nextSort, type PlaceColumn, type PlaceSort } from '../place-sort'

export interface PlaceRow extends MonthFigures {
  key: string
  label: string
  /** Where it leads. */
  href?: string
  note?: string
}

interface PlaceTableProps {
  caption: string
  head: string
  rows: readonly PlaceRow[]
  /** A line with the sum of all, `of` more than are shown when given; months do not add up. */
  total?: string
  of?: readonly MonthFigures[]
  /** The order now, and the address of another. */
  sort?: { now: PlaceSort; href: (next: string) => string }
}

const COLUMNS = { accounts: 'accounts', energy: 'energyKwh', revenue: 'revenueYuan', price: 'averagePriceUnit' } as const satisfies Record<Exclude<PlaceColumn, 'place'>, string>

/** Accounts, energy, revenue and average price by place or by month. */
export async function PlaceTable({ caption, head, rows, total, of = rows, sort }: PlaceTableProps) {
  const t = await getTranslations('common')
  const sum = { accounts: of.reduce((all, { accounts }) => all + accounts, 0), energyWh: sumWh(of.map(({ energyWh }) => energyWh)), amountFen: sumFen(of.map(({ amountFen }) => amountFen)) }
  const title = (column: PlaceColumn, label: string) => {
    const numeric = column !== 'place'
    if (!sort) return <Th key={column} numeric={numeric}>{label}</Th>
    const order = sort.now.column !== column ? null : sort.now.descending ? 'descending' : 'ascending'
    return <SortHead key={column} label={label} numeric={numeric} order={order} href={sort.href(nextSort(sort.now, column))} />
  }
  return (
    <Table caption={caption}>
      <thead>
        <tr>
          {title('place', head)}
          {(Object.entries(COLUMNS) as [keyof typeof COLUMNS, (typeof COLUMNS)[keyof typeof COLUMNS]][]).map(([column, label]) => title(column, t(label)))}
        </tr>
      </thead>
      <tbody>
        {total !== undefined && of.length > 1 && (
          <tr className="bg-raised font-semibold">
            <Td>{total}</Td>
            <Figures {...sum} />
          </tr>
        )}
        {rows.map(({ key, label, href, note, ...figures }) => (
          <tr key={key} className="hover:bg-raised">
            <Td className="whitespace-nowrap">
              {href === undefined ? (
                label
              ) : (
                <Link href={href} data-row-link className="text-accent underline underline-offset-2">
                  {label}
                </Link>
              )}
              {note !== undefined && <span className="text-muted ml-2 text-sm">{note}</span>}
            </Td>
            <Figures {...figures} />
          </tr>
        ))}
      </tbody>
    </Table>
  )
}

const Figures = ({ accounts, energyWh, amountFen }: MonthFigures) => (
  <>
    <Td numeric>{formatCount(accounts)}</Td>
    <Td numeric>{formatKwh(energyWh)}</Td>
    <Td numeric>{formatYuan(amountFen)}</Td>
    <Td numeric>{formatPrice(averagePrice(amountFen, energyWh))}</Td>
  </>
)
