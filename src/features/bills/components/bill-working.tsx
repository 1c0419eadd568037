import { getLocale, getTranslations } from 'next-intl/server'
import { assignedDays, ratedByDays, unassignedDays } from '@/domain/audit/expected-bill'
import { fenFromYuan, subtractFen, sumFen, type Fen } from '@/domain/money'
import { addDays } from '@/domain/plain-date'
import type { RatedBill } from '@/domain/tariff/rate-bill'
import type { RatingLine } from '@/domain/tariff/rating-types'
import type { Account, Assignment } from '@/features/accounts/queries'
import { categoryIndex, compiledTariffs } from '@/features/tariffs/queries'
import { Badge, Notice } from '@/ui/badge'
import { Card } from '@/ui/card'
import { categoryName } from '@/ui/category-name'
import { formatDate, formatMonth, formatSignedYuan, formatYuan, grouped } from '@/ui/format'
import { LinkButton } from '@/ui/link-button'
import { Table, Td, Th } from '@/ui/table'
import type { AccountBill } from '../account-bills'

interface BillWorkingProps {
  account: Account
  bill: AccountBill
  assignments: readonly Assignment[]
}

/** How a bill comes about, line by line, on the assignment now on record, and whether the posted bill is the same. */
export async function BillWorking({ account, bill, assignments }: BillWorkingProps) {
  const [t, locale, tariffs, { byCode }] = await Promise.all([getTranslations('accounts'), getLocale(), compiledTariffs(), categoryIndex()])
  const month = formatMonth(bill.month, locale)
  const period = { from: bill.periodFrom, to: bill.periodTo }
  const days = assignedDays(assignments, period)
  const covered = unassignedDays(period, days).length === 0
  const rated = combined(covered ? ratedByDays({ ...bill, period }, days, tariffs) : [])
  const unit = (name: string) => (name === 'kWh' || name === 'month' || name === 'day' || name === 'bill' ? t(`units.${name}`) : name)
  return (
    <Card id="working" flush className="mb-4" title={t('working.title', { month })} actions={<LinkButton href={`/accounts/${account.accountNo}`}>{t('working.close')}</LinkButton>}>
      {rated === null ? (
        <div className="p-4">
          <Notice tone="warn">{t(covered ? 'working.uncheckable' : 'working.noAssignment', { month })}</Notice>
        </div>
      ) : (
        <Table caption={t('working.table')}>
          <thead>
            <tr>
              <Th>{t('working.category')}</Th>
              <Th>{t('working.line')}</Th>
              <Th>{t('working.days')}</Th>
              <Th numeric>{t('working.quantity')}</Th>
              <Th numeric>{t('working.rate')}</Th>
              <Th numeric>{t('working.amount')}</Th>
            </tr>
          </thead>
          <tbody>
            {rated.lines.map((line, index) => (
              <tr key={index}>
                <Td>{categoryName(byCode.get(line.category), locale)}</Td>
                <Td>
                  {[line.charge, line.season, line.period, line.tier === null ? null : t('working.tier', { tier: line.tier })].filter(Boolean).join(' · ')}
                </Td>
                <Td className="whitespace-nowrap">
                  {formatDate(line.from, locale)} – {formatDate(addDays(line.to, -1), locale)}
                </Td>
                <Td numeric>
                  {grouped(line.quantity)} {unit(line.unit)}
                </Td>
                <Td numeric>× {line.rate}</Td>
                <Td numeric>{formatYuan(fenFromYuan(line.amount))}</Td>
              </tr>
            ))}
            <tr className="font-semibold">
              <Td colSpan={5}>{t('working.total')}</Td>
              <Td numeric>{formatYuan(rated.amountFen)}</Td>
            </tr>
            <tr>
              <Td colSpan={5}>
                {t('working.posted')}{' '}
                {rated.amountFen === bill.amountFen ? (
                  <Badge tone="good">{t('working.match')}</Badge>
                ) : (
                  <Badge tone="warn">{t('working.differs', { difference: formatSignedYuan(subtractFen(rated.amountFen, bill.amountFen)) })}</Badge>
                )}
              </Td>
              <Td numeric>{formatYuan(bill.amountFen)}</Td>
            </tr>
          </tbody>
        </Table>
      )}
    </Card>
  )
}

/** The lines of all stretches of days and what they come to, or null when one of them cannot be rated. */
function combined(parts: readonly RatedBill[]): { lines: RatingLine[]; amountFen: Fen } | null {
  if (parts.length === 0 || parts.some(({ outcome }) => outcome !== 'rated')) return null
  const rated = parts.flatMap((part) => (part.outcome === 'rated' ? [part] : []))
  return { lines: rated.flatMap(({ lines }) => lines), amountFen: sumFen(rated.map(({ amountFen }) => amountFen)) }
}
