import { useLocale, useTranslations } from 'next-intl'
import { Card } from '@/ui/card'
import { formatCount, formatMonth, formatSignedYuan } from '@/ui/format'
import { LinkButton } from '@/ui/link-button'
import { withParams } from '@/ui/url'
import type { RecoveredPage } from '../recovered-page-queries'

/** The sums, each with its sign. */
export function BroughtHeadline({ page: { brought, districts, perOrderFen, perDistrictFen, newBasisFen } }: { page: RecoveredPage }) {
  const t = useTranslations('analysis.brought')
  const items = [
    { name: 'backBilled', label: t('backBilled'), value: formatSignedYuan(brought.backBilledFen) },
    { name: 'refunded', label: t('refunded'), value: formatSignedYuan(brought.refundedFen) },
    { name: 'penalties', label: t('penalties'), value: formatSignedYuan(brought.penaltiesFen) },
    { name: 'total', label: t('total'), value: formatSignedYuan(brought.totalFen), strong: true },
    { name: 'orders', label: t('orders'), value: formatCount(brought.orders) },
    { name: 'perOrder', label: t('perOrder'), value: perOrderFen === null ? '—' : formatSignedYuan(perOrderFen) },
    { name: 'perDistrict', label: t('perDistrict'), value: perDistrictFen === null ? '—' : formatSignedYuan(perDistrictFen), note: t('districts', { count: districts }) },
    { name: 'newBasis', label: t('newBasis'), value: formatSignedYuan(newBasisFen) },
  ]
  return (
    <dl className="mb-4 grid grid-cols-2 gap-3 lg:grid-cols-4">
      {items.map(({ name, label, value, strong = false, note }) => (
        <div key={name} data-brought={name} className="bg-surface border-line rounded-lg border px-4 py-3">
          <dt className="text-muted text-sm">{label}</dt>
          <dd>
            <span className={`tabular text-xl ${strong ? 'font-bold' : 'font-semibold'}`}>{value}</span>
            {note !== undefined && <span className="text-muted block text-sm">{note}</span>}
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** What the last check found and nobody has corrected yet. */
export function OpenPotentialCard({ open, station }: { open: RecoveredPage['open']; station: string | null }) {
  const t = useTranslations('analysis.brought.open')
  const locale = useLocale()
  return (
    <Card title={t('title')} actions={<LinkButton variant="ghost" href={withParams('/bill-checks', { month: open?.month, station })}>{t('see')}</LinkButton>}>
      {open === null ? (
        <p className="text-muted">{t('none')}</p>
      ) : (
        <>
          <p className="text-muted mb-2 text-sm">{t('note', { month: formatMonth(open.month, locale) })}</p>
          <dl className="grid gap-3 sm:grid-cols-2">
            {(['under', 'over'] as const).map((side) => (
              <div key={side} data-open={side}>
                <dt className="text-muted text-sm">{t(side)}</dt>
                <dd>
                  <span className="tabular text-xl font-semibold">{formatSignedYuan(open[side].amountFen)}</span> <span className="text-muted text-sm">{t('bills', { count: open[side].bills })}</span>
                </dd>
              </div>
            ))}
          </dl>
        </>
      )}
    </Card>
  )
}
