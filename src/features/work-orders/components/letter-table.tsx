import { getTranslations } from 'next-intl/server'
import type { BackBillingMonth } from '@/domain/back-billing/compute'
import { sumWh } from '@/domain/energy'
import { ColumnTable } from '@/ui/column-table'
import { TIGHT_ON_PHONES } from '@/ui/table'
import { formatKwh, formatMonth } from '@/ui/format'
import { amountColumns } from './amount-columns'

/** The letter's months, in the letter's language: the energy as corrected, what was billed, what is right, the difference. */
export async function LetterTable({ months, locale }: { months: readonly BackBillingMonth[]; locale: 'zh-CN' | 'en' }) {
  const t = await getTranslations({ locale, namespace: 'orderLife.letter' })
  const energyOf = ({ right }: BackBillingMonth) => sumWh(right.map((part) => part.energyWh))
  const columns = [
    { head: t('month'), cell: ({ month }: BackBillingMonth) => formatMonth(month, locale), foot: t('total') },
    { head: t('energy'), numeric: true, cell: (month: BackBillingMonth) => formatKwh(energyOf(month)), foot: formatKwh(sumWh(months.map(energyOf))) },
    ...amountColumns(months, { billed: t('billed'), right: t('right'), difference: t('difference'), penalty: t('penalty') }),
  ]
  return <ColumnTable className={TIGHT_ON_PHONES} caption={t('table')} columns={columns} rows={months} keyOf={({ month }) => month} />
}
