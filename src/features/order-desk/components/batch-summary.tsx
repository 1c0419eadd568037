import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { formatCount, formatKwh, formatSignedYuan } from '@/ui/format'
import type { BatchSums } from '../batch-queries'

interface BatchSummaryProps {
  sums: BatchSums
  drafts: boolean
  started: boolean
  /** Whether anything is posted to the books. */
  posts: boolean
}

/** What carrying it out will change, or has: orders, accounts, kWh, yuan; and how many are left out. */
export function BatchSummary({ sums, drafts, started, posts }: BatchSummaryProps) {
  const t = useTranslations('orderDesk.batches.sums')
  return (
    <section aria-label={t('label')} className="mb-4">
      {!started && !drafts && <p className="mb-2">{t(posts ? 'willPost' : 'willDecide')}</p>}
      <dl className="grid grid-cols-2 gap-3 sm:grid-cols-3 lg:grid-cols-6">
        <Figure name={t(started ? 'done' : 'ready')} id="count">
          {formatCount(started ? sums.done : sums.ready)}
        </Figure>
        <Figure name={t('refused')} id="refused">
          {formatCount(sums.refused + sums.faulty)}
        </Figure>
        <Figure name={t('accounts')} id="accounts">
          {formatCount(sums.accounts)}
        </Figure>
        {!drafts && (
          <>
            <Figure name={t('energy')} id="energy">
              {formatKwh(sums.energyWh)}
            </Figure>
            <Figure name={t('charged')} id="charged">
              {formatSignedYuan(sums.chargedFen)}
            </Figure>
            <Figure name={t('refunded')} id="refunded">
              {formatSignedYuan(sums.refundedFen)}
            </Figure>
            {sums.penaltyFen !== 0n && (
              <Figure name={t('penalty')} id="penalty">
                {formatSignedYuan(sums.penaltyFen)}
              </Figure>
            )}
          </>
        )}
      </dl>
    </section>
  )
}

const Figure = ({ name, id, children }: { name: string; id: string; children: ReactNode }) => (
  <div className="bg-surface border-line rounded-lg border px-3 py-2">
    <dt className="text-muted text-sm">{name}</dt>
    <dd className="tabular text-lg font-semibold" data-sum={id}>
      {children}
    </dd>
  </div>
)
