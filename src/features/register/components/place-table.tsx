import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import type { MonthFigures } from '@/domain/change/change'
import { averagePrice, sumFen } from '@/domain/money'
import { sumWh } from '@/domain/energy'
import { formatCount, formatKwh, formatPrice, formatYuan } from '@/ui/format'
import { Table, Td, Th } from '@/ui/table'

export interface PlaceRow extends MonthFigures {
  key: string
  label: string
  /** Where it leads; a month leads nowhere. */
  href?: string
  note?: string
}

interface PlaceTableProps {
  caption: string
  head: string
  rows: readonly PlaceRow[]
  /** A line with the sum of all; months do not add up. */
  total?: string
}

/** Accounts, energy, revenue and average price by place or by month. */
export async function PlaceTable({ caption, head, rows, total }: PlaceTableProps) {
  const t = await getTranslations('common')
  const sum = { accounts: rows.reduce((all, { accounts }) => all + accounts, 0), energyWh: sumWh(rows.map(({ energyWh }) => energyWh)), amountFen: sumFen(rows.map(({ amountFen }) => amountFen)) }
  return (
    <Table caption={caption}>
      <thead>
        <tr>
          <Th>{head}</Th>
          <Th numeric>{t('accounts')}</Th>
          <Th numeric>{t('energyKwh')}</Th>
          <Th numeric>{t('revenueYuan')}</Th>
          <Th numeric>{t('averagePriceUnit')}</Th>
        </tr>
      </thead>
      <tbody>
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
        {total !== undefined && rows.length > 1 && (
          <tr className="font-semibold">
            <Td>{total}</Td>
            <Figures {...sum} />
          </tr>
        )}
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
