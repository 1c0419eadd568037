import { useTranslations } from 'next-intl'
import type { BackBillingMonth } from '@/domain/back-billing/compute'
import { sumFen } from '@/domain/money'
import { formatSignedYuan } from '@/ui/format'
import { BackBillingTable } from './back-billing-table'

export interface AccountMonths {
  accountNo: string
  name: string
  months: readonly BackBillingMonth[]
}

/** What an order does to the bills of each of its accounts, and what it comes to altogether. */
export function OrderAccountsTables({ accounts }: { accounts: readonly AccountMonths[] }) {
  const t = useTranslations('orderLife.table')
  const all = accounts.flatMap(({ months }) => months)
  const difference = sumFen(all.map(({ differenceFen }) => differenceFen))
  const penalty = sumFen(all.map(({ penaltyFen }) => penaltyFen))
  const [only] = accounts
  if (accounts.length === 1 && only) {
    return (
      <>
        <BackBillingTable months={only.months} />
        {penalty !== 0n && <Sums difference={difference} penalty={penalty} />}
      </>
    )
  }
  return (
    <>
      {accounts.map(({ accountNo, name, months }) => (
        <section key={accountNo} className="mb-3">
          <h3 className="px-4 py-1 font-medium">
            {name} <span className="tabular text-muted">{accountNo}</span>
          </h3>
          <BackBillingTable months={months} caption={t('of', { accountNo })} />
        </section>
      ))}
      <Sums difference={difference} penalty={penalty} />
    </>
  )
}

function Sums({ difference, penalty }: { difference: ReturnType<typeof sumFen>; penalty: ReturnType<typeof sumFen> }) {
  const t = useTranslations('orderLife.table')
  return (
    <dl className="grid grid-cols-[1fr_auto] gap-x-4 gap-y-1 px-4 py-3" data-order-sums>
      <dt className="text-muted">{t('sumDifference')}</dt>
      <dd className="tabular text-right">{formatSignedYuan(difference)}</dd>
      {penalty !== 0n && (
        <>
          <dt className="text-muted">{t('sumPenalty')}</dt>
          <dd className="tabular text-right">{formatSignedYuan(penalty)}</dd>
        </>
      )}
      <dt className="font-semibold">{t('sumAll')}</dt>
      <dd className="tabular text-right font-semibold">{formatSignedYuan(sumFen([difference, penalty]))}</dd>
    </dl>
  )
}
