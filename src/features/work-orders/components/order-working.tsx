import { getLocale, getTranslations } from 'next-intl/server'
import type { BillPart } from '@/domain/tariff/rate-bill'
import { categoryIndex } from '@/features/tariffs/queries'
import { categoryName } from '@/ui/category-name'
import { formatKwh, formatMonth, formatSignedYuan, formatYuan } from '@/ui/format'
import { Table, Td, Th, TIGHT_ON_PHONES } from '@/ui/table'
import type { AccountMonths } from './order-accounts-tables'

/** How each month's difference comes about, by category: what was billed and what is right on the same energy. */
export async function OrderWorking({ accounts }: { accounts: readonly AccountMonths[] }) {
  const [t, preview, locale, { byCode }] = await Promise.all([getTranslations('orderLife.detail'), getTranslations('workOrders.preview'), getLocale(), categoryIndex()])
  const parts = (list: readonly BillPart[]) =>
    list.map(({ category, energyWh, amountFen }) => (
      <span key={category} className="block">
        {t('part', { category: categoryName(byCode.get(category), locale), kwh: formatKwh(energyWh), yuan: formatYuan(amountFen) })}
      </span>
    ))
  return (
    <Table caption={t('working')} className={TIGHT_ON_PHONES}>
      <thead>
        <tr>
          <Th>{preview('month')}</Th>
          <Th>{t('billedParts')}</Th>
          <Th>{t('rightParts')}</Th>
          <Th numeric>{preview('difference')}</Th>
        </tr>
      </thead>
      <tbody>
        {accounts.flatMap(({ accountNo, months }) =>
          months.map(({ month, billed, right, differenceFen }) => (
            <tr key={`${accountNo} ${month}`}>
              <Td className="whitespace-nowrap">
                {formatMonth(month, locale)}
                {accounts.length > 1 && <span className="text-muted tabular block text-sm">{accountNo}</span>}
              </Td>
              <Td>{parts(billed)}</Td>
              <Td>{parts(right)}</Td>
              <Td numeric>{formatSignedYuan(differenceFen)}</Td>
            </tr>
          )),
        )}
      </tbody>
    </Table>
  )
}
