import { useLocale, useTranslations } from 'next-intl'
import type { BackBillingMonth } from '@/domain/back-billing/compute'
import { sumWh, wh, type Wh } from '@/domain/energy'
import { sumFen } from '@/domain/money'
import { classNames } from '@/ui/class-names'
import { ColumnTable, type Column } from '@/ui/column-table'
import { formatKwh, formatMonth, formatSignedKwh } from '@/ui/format'
import { TIGHT_ON_PHONES } from '@/ui/table'
import { amountColumns } from './amount-columns'

/** What an order that moves energy between two accounts brings to this one. */
const movedWh = ({ billed, right }: BackBillingMonth): Wh =>
  wh(right.reduce((sum, { energyWh }) => sum + energyWh, 0n) - billed.reduce((sum, { energyWh }) => sum + energyWh, 0n))

/** The difference month by month, with its sum; energy that moves and penalties have columns where there are any. */
export function BackBillingTable({ months, caption }: { months: readonly BackBillingMonth[]; caption?: string }) {
  const [t, life] = [useTranslations('workOrders.preview'), useTranslations('orderLife.table')]
  const locale = useLocale()
  const moves = months.some((month) => movedWh(month) !== 0n)
  const amounts = amountColumns(months, { billed: t('billed'), right: t('right'), difference: t('difference'), penalty: life('penalty') })
  const wide = moves || amounts.length > 3
  const difference = sumFen(months.map(({ differenceFen }) => differenceFen))
  const inWords = difference === 0n ? t('nothing') : t(difference > 0n ? 'charge' : 'refund')
  const columns: Column<BackBillingMonth>[] = [
    { head: t('month'), cell: ({ month }) => formatMonth(month, locale), foot: t('total') },
    { head: t('energy'), numeric: true, cell: ({ energyWh }) => formatKwh(energyWh), foot: formatKwh(sumWh(months.map(({ energyWh }) => energyWh))) },
    ...(moves ? [{ head: life('moved'), numeric: true, cell: (month: BackBillingMonth) => formatSignedKwh(movedWh(month)), foot: formatSignedKwh(sumWh(months.map(movedWh))) }] : []),
    // Where there is room, the sum says which way the money goes.
    ...amounts.map((column) => (!wide && column.head === t('difference') ? { ...column, foot: <><span data-in-words className="max-sm:hidden">{inWords} </span>{column.foot}</> } : column)),
  ]
  return <ColumnTable caption={caption ?? t('table')} columns={columns} rows={months} keyOf={({ month }) => month} className={classNames(TIGHT_ON_PHONES, wide && '[&_td]:px-2 [&_th]:px-2 [&_th]:whitespace-normal')} />
}
