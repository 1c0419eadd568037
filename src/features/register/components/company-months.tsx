import { getLocale, getTranslations } from 'next-intl/server'
import type { MonthOfPlace } from '@/features/bills/place-totals-queries'
import type { BillingMonth } from '@/domain/plain-date'
import { Card } from '@/ui/card'
import { formatMonth } from '@/ui/format'
import { withParams } from '@/ui/url'
import { PlaceTable } from './place-table'

/** All stations together, month by month; each month leads to its stations. Folded away when a month is what one came for. */
export async function CompanyMonths({ months, shown }: { months: readonly MonthOfPlace[]; shown: BillingMonth }) {
  const [t, common, locale] = await Promise.all([getTranslations('register'), getTranslations('common'), getLocale()])
  if (months.length < 2) return null
  return (
    <Card flush>
      <details>
        <summary className="min-h-9 px-4 py-2 font-semibold">{t('allMonths')}</summary>
        <PlaceTable
          caption={t('allMonths')}
          head={common('month')}
          rows={months.map((row) => ({ ...row, key: row.month, label: formatMonth(row.month, locale), href: withParams('/stations', { month: row.month }), ...(row.month === shown ? { note: t('shownHere') } : {}) }))}
        />
      </details>
    </Card>
  )
}
