import { getLocale, getTranslations } from 'next-intl/server'
import type { BillingMonth } from '@/domain/plain-date'
import type { Station } from '@/features/accounts/queries'
import { listCategories } from '@/features/tariffs/queries'
import { Button } from '@/ui/button'
import { categoryName } from '@/ui/category-name'
import { FilterSelect, stationChoices } from '@/ui/filter-select'
import { formatMonth } from '@/ui/format'
import { FOUND_KINDS } from '../schemas'

interface CheckFiltersProps {
  months: readonly BillingMonth[]
  stations: readonly Station[]
  values: { month: string; station: string; category: string; kind: string }
}

/** Which bills are shown: an address that can be sent to someone. */
export async function CheckFilters({ months, stations, values }: CheckFiltersProps) {
  const [t, locale, categories] = await Promise.all([getTranslations('billChecks'), getLocale(), listCategories()])
  return (
    <form action="/bill-checks" className="no-print grid grid-cols-2 gap-3 sm:flex sm:flex-wrap sm:items-end">
      <FilterSelect name="month" label={t('month')} value={values.month} choices={months.map((month) => ({ value: month, label: formatMonth(month, locale) }))} />
      <FilterSelect name="station" label={t('station')} value={values.station} all={t('all')} choices={stationChoices(stations)} />
      <FilterSelect name="category" label={t('category')} value={values.category} all={t('all')} choices={categories.map((category) => ({ value: category.code, label: categoryName(category, locale) }))} />
      <FilterSelect name="kind" label={t('reason')} value={values.kind} all={t('all')} choices={FOUND_KINDS.map((kind) => ({ value: kind, label: t(`kinds.${kind}`) }))} />
      <Button type="submit" className="self-end">
        {t('show')}
      </Button>
    </form>
  )
}
