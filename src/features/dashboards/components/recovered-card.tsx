import { useLocale, useTranslations } from 'next-intl'
import { percentOf } from '@/domain/change/change'
import { fen } from '@/domain/money'
import { Card } from '@/ui/card'
import { formatMonth, formatShare, formatSignedYuan } from '@/ui/format'
import { LinkButton } from '@/ui/link-button'
import type { Overview } from '../queries'

interface RecoveredCardProps extends Pick<Overview, 'recovered' | 'comparison'> {
  /** Only of all categories is there a share: an order moves money from one category to another. */
  ofAllCategories: boolean
  /** Null for who may not see work orders. */
  ordersHref: string | null
}

/** What work orders brought, apart from what the months did by themselves. */
export function RecoveredCard({ recovered, comparison, ofAllCategories, ordersHref }: RecoveredCardProps) {
  const [t, life] = [useTranslations('dashboard.recovered'), useTranslations('orderLife.recovered')]
  const locale = useLocale()
  const { belonging, posted } = recovered
  const rise = comparison?.all.change.amountFen ?? 0n
  const inLastMonth = belonging.months.find(({ month }) => month === comparison?.to)?.amountFen ?? fen(0n)
  const share = ofAllCategories && rise > 0n && inLastMonth > 0n ? percentOf(inLastMonth, rise) : null
  const sums = [
    { name: 'belonging', label: t('belonging'), ...belonging },
    { name: 'posted', label: t('posted'), ...posted },
  ]
  return (
    <Card title={t('title')} actions={ordersHref && <LinkButton href={ordersHref} variant="ghost">{t('list')}</LinkButton>}>
      <p className="text-muted mb-3 text-sm">{t('note')}</p>
      <dl className="grid gap-3 sm:grid-cols-2">
        {sums.map(({ name, label, total: { amountFen: total, penaltyFen, orders }, months }) => (
          <div key={name} data-recovered={name}>
            <dt className="text-muted text-sm">{label}</dt>
            <dd>
              <span className="tabular text-xl font-semibold">{formatSignedYuan(total)}</span> <span className="text-muted text-sm">{t('orders', { count: orders })}</span>
              {penaltyFen !== 0n && <p className="text-muted text-sm">{life('penalty', { amount: formatSignedYuan(penaltyFen) })}</p>}
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
      {belonging.total.orders === 0 && posted.total.orders === 0 && <p className="text-muted mt-2 text-sm">{t('none')}</p>}
      {!ofAllCategories && <p className="text-muted mt-2 text-sm">{t('allCategories')}</p>}
      {share !== null && comparison && (
        <p className="mt-2 text-sm">{t('share', { month: formatMonth(comparison.to, locale), amount: formatSignedYuan(inLastMonth), share: formatShare(share) })}</p>
      )}
    </Card>
  )
}
