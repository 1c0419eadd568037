import type { ReactNode } from 'react'
import { useLocale, useTranslations } from 'next-intl'
import { fenFromYuan } from '@/domain/money'
import { addDays } from '@/domain/plain-date'
import type { BillLine } from '@/domain/tariff/rating-types'
import { chargeNames, periodName, seasonName } from '@/ui/charge-name'
import { formatDate, formatYuan, grouped } from '@/ui/format'
import { Table, Td, Th } from '@/ui/table'

interface BillLinesProps {
  lines: readonly BillLine[]
  /** A category's name by its code. */
  categoryOf: (code: string) => string
  /** Sums below the lines. */
  sums: readonly { label: ReactNode; amount: string; strong?: boolean }[]
}

const UNITS = ['kWh', 'month', 'day', 'bill', 'kW', 'kVA'] as const

/** A bill line by line. On a phone what a line comes from stands below its name, so that amounts are there without scrolling. */
export function BillLines({ lines, categoryOf, sums }: BillLinesProps) {
  const [t, tariffs] = [useTranslations('accounts'), useTranslations('tariffs')]
  const locale = useLocale()
  const nameOf = chargeNames(lines, tariffs)
  const quantityOf = ({ quantity, unit }: BillLine) => {
    const name = UNITS.find((one) => one === unit)
    return `${grouped(quantity)} ${unit === '%' ? t('units.yuan') : name === undefined ? unit : t(`units.${name}`)}`
  }
  const rateOf = ({ rate, unit }: BillLine) => `× ${rate}${unit === '%' ? '%' : ''}`
  const daysOf = ({ from, to }: BillLine) => `${formatDate(from, locale)} – ${formatDate(addDays(to, -1), locale)}`
  const detailOf = ({ season, period, tier }: BillLine) => [
    ...(season === null ? [] : [seasonName(season, tariffs)]),
    ...(period === null ? [] : [periodName(period, tariffs)]),
    ...(tier === null ? [] : [t('working.tier', { tier })]),
  ]
  return (
    <Table caption={t('working.table')}>
      <thead>
        <tr>
          <Th>{t('working.line')}</Th>
          <Th className="hidden md:table-cell">{t('working.days')}</Th>
          <Th numeric className="hidden md:table-cell">
            {t('working.quantity')}
          </Th>
          <Th numeric className="hidden md:table-cell">
            {t('working.rate')}
          </Th>
          <Th numeric>{t('working.amount')}</Th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line, index) => (
          <tr key={index}>
            <Td>
              {[nameOf(line), ...detailOf(line)].join(' · ')}
              <span className="text-muted block text-sm">{categoryOf(line.category)}</span>
              <span className="text-muted tabular block text-sm md:hidden">{daysOf(line)}</span>
              <span className="tabular block text-sm md:hidden">
                {quantityOf(line)} {rateOf(line)}
              </span>
            </Td>
            <Td className="hidden whitespace-nowrap md:table-cell">{daysOf(line)}</Td>
            <Td numeric className="hidden md:table-cell">
              {quantityOf(line)}
            </Td>
            <Td numeric className="hidden md:table-cell">
              {rateOf(line)}
            </Td>
            <Td numeric>{formatYuan(fenFromYuan(line.amount))}</Td>
          </tr>
        ))}
        {sums.map(({ label, amount, strong = false }, index) => (
          <tr key={`sum ${index}`} {...(strong ? { className: 'font-semibold' } : {})}>
            <Td>{label}</Td>
            <Td colSpan={3} className="hidden md:table-cell" />
            <Td numeric>{amount}</Td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}
