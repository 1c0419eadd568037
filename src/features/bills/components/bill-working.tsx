import { useTranslations } from 'next-intl'
import { getLocale, getTranslations } from 'next-intl/server'
import { assignedDays, ratedByDays, unassignedDays } from '@/domain/audit/expected-bill'
import { subtractFen, sumFen, type Fen } from '@/domain/money'
import type { RatedBill } from '@/domain/tariff/rate-bill'
import type { BillLine } from '@/domain/tariff/rating-types'
import type { Account, Assignment } from '@/features/accounts/queries'
import { categoryIndex, compiledTariffs } from '@/features/tariffs/queries'
import { Badge, Notice } from '@/ui/badge'
import { Card } from '@/ui/card'
import { categoryName } from '@/ui/category-name'
import { formatMonth, formatSignedYuan, formatYuan } from '@/ui/format'
import { LinkButton } from '@/ui/link-button'
import type { AccountBill } from '../account-bills'
import { BillLines } from './bill-lines'

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
  return (
    <Card id="working" flush className="mb-4" title={t('working.title', { month })} actions={<LinkButton href={`/accounts/${account.accountNo}`}>{t('working.close')}</LinkButton>}>
      {rated === null ? (
        <div className="p-4">
          <Notice tone="warn">{t(covered ? 'working.uncheckable' : 'working.noAssignment', { month })}</Notice>
        </div>
      ) : (
        <BillLines
          lines={rated.lines}
          categoryOf={(code) => categoryName(byCode.get(code), locale)}
          sums={[
            { label: t('working.total'), amount: formatYuan(rated.amountFen), strong: true },
            { label: <Posted billFen={bill.amountFen} ratedFen={rated.amountFen} />, amount: formatYuan(bill.amountFen) },
          ]}
        />
      )}
    </Card>
  )
}

function Posted({ billFen, ratedFen }: { billFen: Fen; ratedFen: Fen }) {
  const t = useTranslations('accounts.working')
  return (
    <>
      {t('posted')}{' '}
      {ratedFen === billFen ? <Badge tone="good">{t('match')}</Badge> : <Badge tone="warn">{t('differs', { difference: formatSignedYuan(subtractFen(ratedFen, billFen)) })}</Badge>}
    </>
  )
}

/** The lines of all stretches of days and what they come to, or null when one of them cannot be rated. */
function combined(parts: readonly RatedBill[]): { lines: BillLine[]; amountFen: Fen } | null {
  if (parts.length === 0 || parts.some(({ outcome }) => outcome !== 'rated')) return null
  const rated = parts.flatMap((part) => (part.outcome === 'rated' ? [part] : []))
  return { lines: rated.flatMap(({ lines }) => lines), amountFen: sumFen(rated.map(({ amountFen }) => amountFen)) }
}
