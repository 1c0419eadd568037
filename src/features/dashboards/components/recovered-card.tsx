import { useLocale, useTranslations } from 'next-intl'
import { percentOf } from '@/domain/change/change'
import { Card } from '@/ui/card'
import { formatCount, formatMonth, formatShare, formatSignedYuan } from '@/ui/format'
import { LinkButton } from '@/ui/link-button'
import type { Overview } from '../queries'

/** What work orders brought, apart from what the months did by themselves. */
export function RecoveredCard({ recovered, comparison }: Pick<Overview, 'recovered' | 'comparison'>) {
  const t = useTranslations('dashboard.recovered')
  const locale = useLocale()
  const { belonging, posted } = recovered
  const share = comparison && belonging.total !== 0n ? percentOf(belonging.total, comparison.all.change.amountFen) : null
  const sums = [
    { name: 'belonging', label: t('belonging'), ...belonging },
    { name: 'posted', label: t('posted'), ...posted },
  ]
  return (
    <Card title={t('title')} actions={<LinkButton href="/work-orders?state=applied" variant="ghost">{t('list')}</LinkButton>}>
      <p className="text-muted mb-3 text-sm">{t('note')}</p>
      <dl className="grid gap-3 sm:grid-cols-2">
        {sums.map(({ name, label, total, orders, months }) => (
          <div key={name} data-recovered={name}>
            <dt className="text-muted text-sm">{label}</dt>
            <dd>
              <span className="tabular text-xl font-semibold">{formatSignedYuan(total)}</span> <span className="text-muted text-sm">{t('orders', { count: formatCount(orders) })}</span>
              {months.length > 0 && months.length <= 12 && (
                <ul className="text-muted text-sm">
                  {months.map(({ month, amountFen }) => (
                    <li key={month} className="tabular flex justify-between gap-2">
                      <span>{formatMonth(month, locale)}</span> <span>{formatSignedYuan(amountFen)}</span>
                    </li>
                  ))}
                </ul>
              )}
            </dd>
          </div>
        ))}
      </dl>
      {belonging.orders === 0 && posted.orders === 0 && <p className="text-muted mt-2 text-sm">{t('none')}</p>}
      {share !== null && <p className="mt-2 text-sm">{t('share', { share: formatShare(share) })}</p>}
    </Card>
  )
}
