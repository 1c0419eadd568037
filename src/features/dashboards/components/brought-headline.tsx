import { useTranslations } from 'next-intl'
import { formatCount, formatSignedYuan } from '@/ui/format'
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
    { name: 'perDistrict', label: t(districts.visited === 0 ? 'perDistrictPosted' : 'perDistrict'), value: perDistrictFen === null ? '—' : formatSignedYuan(perDistrictFen), note: t(districts.visited === 0 ? 'districtsPosted' : 'districts', { count: districts.all, visited: districts.visited }) },
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
