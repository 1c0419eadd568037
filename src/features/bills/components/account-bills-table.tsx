import Link from 'next/link'
import { getLocale, getTranslations } from 'next-intl/server'
import { whToKwh } from '@/domain/energy'
import { averagePrice, fenToYuan } from '@/domain/money'
import { percentChange } from '@/domain/change/change'
import type { Account } from '@/features/accounts/queries'
import { categoryIndex } from '@/features/tariffs/queries'
import { categoryName } from '@/ui/category-name'
import { EnergyAndBillChart } from '@/ui/charts/energy-and-bill-chart'
import { EmptyState } from '@/ui/empty-state'
import { formatKwh, formatMonth, formatPercent, formatPrice, formatYuan } from '@/ui/format'
import { Table, Td, Th } from '@/ui/table'
import { withParams } from '@/ui/url'
import type { AccountBill } from '../account-bills'

/** An account's bills with a small chart; each month leads to how it was worked out. `station` when the number also stands elsewhere. */
export async function AccountBillsTable({ account, bills, station = null }: { account: Account; bills: readonly AccountBill[]; station?: string | null }) {
  const [t, common, locale, { byCode }] = await Promise.all([getTranslations('accounts.detail'), getTranslations('common'), getLocale(), categoryIndex()])
  if (bills.length === 0) return <EmptyState title={t('noBills')} />
  return (
    <>
      <div className="px-4 py-2">
        <EnergyAndBillChart
          words={{ chart: station === null ? t('billsChart') : `${t('billsChart')} · ${account.station.name}`, energy: common('energyKwh'), amount: common('revenueYuan') }}
          points={bills.map(({ month, energyWh, amountFen }) => ({ label: formatMonth(month, locale), energy: whToKwh(energyWh), energyText: formatKwh(energyWh), amount: fenToYuan(amountFen), amountText: formatYuan(amountFen) }))}
        />
      </div>
      <Table caption={station === null ? t('bills') : `${t('bills')} · ${account.station.name}`}>
        <thead>
          <tr>
            <Th>{t('period')}</Th>
            <Th>{common('category')}</Th>
            <Th numeric>{common('energyKwh')}</Th>
            <Th numeric>{common('change')}</Th>
            <Th numeric>{common('revenueYuan')}</Th>
            <Th numeric>{common('averagePriceUnit')}</Th>
            <Th>{t('working')}</Th>
          </tr>
        </thead>
        <tbody>
          {bills.map((bill, index) => {
            const before = bills[index - 1]
            const month = formatMonth(bill.month, locale)
            return (
              <tr key={bill.month}>
                <Td className="whitespace-nowrap">{month}</Td>
                <Td className="whitespace-nowrap">{bill.parts.map((part) => categoryName(byCode.get(part.category), locale)).join(' + ')}</Td>
                <Td numeric>{formatKwh(bill.energyWh)}</Td>
                <Td numeric className="text-muted">
                  {formatPercent(before ? percentChange(before.energyWh, bill.energyWh) : null)}
                </Td>
                <Td numeric>{formatYuan(bill.amountFen)}</Td>
                <Td numeric>{formatPrice(averagePrice(bill.amountFen, bill.energyWh, 4))}</Td>
                <Td>
                  <Link href={`${withParams(`/accounts/${account.accountNo}`, { station, bill: bill.month })}#working`} className="text-accent hover:underline" aria-label={t('showWorking', { month })}>
                    {t('working')}
                  </Link>
                </Td>
              </tr>
            )
          })}
        </tbody>
      </Table>
    </>
  )
}
