import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { percentOf } from '@/domain/change/change'
import type { Fen } from '@/domain/money'
import { Card } from '@/ui/card'
import { ColumnTable, type Column } from '@/ui/column-table'
import { formatCount, formatPrice, formatShare, formatSignedYuan, formatYuan } from '@/ui/format'
import { viewHref, type ViewParams } from '../view'
import type { WherePage } from '../where-page-queries'

type Ranked = WherePage['ranked'][number]

/** Every place with what it is worth against its peers; its name leads one step down, its revenue to the accounts. */
export function RankedTable({ page: { ranked, place, month, before }, params }: { page: WherePage; params: ViewParams }) {
  const t = useTranslations('analysis')
  const title = t('where.table', { place: t(`place.${place}`) })
  const of = (code: string): ViewParams => ({ ...params, [place]: code })
  const behind = (code: string, more = {}) => viewHref('/dashboard/accounts', { ...of(code), from: month, to: month }, more)
  const worth = (step: 'worth' | 'mixWorth' | 'ownWorth', head: string, amountOf: (row: Ranked) => Fen): Column<Ranked> => ({
    head, numeric: true,
    cell: (row) => <To href={behind(row.code, { step, peers: place })}>{formatSignedYuan(amountOf(row))}</To>,
  })
  const columns: Column<Ranked>[] = [
    { head: t(`placeHead.${place}`), cell: ({ code, name }) => <To href={place === 'station' ? viewHref('/dashboard/where', of(code)) : behind(code)}>{name}</To> },
    { head: t('where.accounts'), numeric: true, cell: ({ accounts }) => formatCount(accounts) },
    { head: t('where.amount'), numeric: true, cell: ({ code, amountFen }) => <To href={behind(code)}>{formatYuan(amountFen)}</To> },
    {
      head: t('where.change'), numeric: true,
      cell: ({ code, changeFen }) => (changeFen === null ? '—' : <To href={behind(code, { baseFrom: before, baseTo: before })}>{formatSignedYuan(changeFen)}</To>),
    },
    { head: t('where.averagePrice'), numeric: true, cell: ({ averagePrice }) => formatPrice(averagePrice) },
    worth('worth', t('where.priceWorth'), ({ worthFen }) => worthFen),
    worth('mixWorth', t('where.mixWorth'), ({ mixFen }) => mixFen),
    worth('ownWorth', t('where.ownWorth'), ({ priceFen }) => priceFen),
    {
      head: t('where.errors'), numeric: true,
      cell: ({ errors }) => (errors ? `${formatShare(percentOf(BigInt(errors.failed), BigInt(errors.inspected), 3) ?? '0')} (${t('where.checked', errors)})` : '—'),
    },
  ]
  return (
    <Card title={title} flush className="mb-4">
      <div className="max-h-[36rem] overflow-y-auto">
        <ColumnTable stacks caption={title} columns={columns} rows={ranked} keyOf={({ code }) => code} dataOf={({ code }) => ({ 'data-place': code })} />
      </div>
    </Card>
  )
}

const To = ({ href, children }: { href: string; children: string }) => (
  <Link prefetch={false} className="text-accent underline underline-offset-2" href={href}>
    {children}
  </Link>
)
