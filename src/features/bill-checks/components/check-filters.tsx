import { getLocale, getTranslations } from 'next-intl/server'
import type { BillingMonth } from '@/domain/plain-date'
import type { Station } from '@/features/accounts/queries'
import { listCategories } from '@/features/tariffs/queries'
import { Button } from '@/ui/button'
import { categoryName } from '@/ui/category-name'
import { Field, Select } from '@/ui/field'
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
      <Field id="month" label={t('month')}>
        <Select id="month" name="month" defaultValue={values.month}>
          {months.map((month) => (
            <option key={month} value={month}>
              {formatMonth(month, locale)}
            </option>
          ))}
        </Select>
      </Field>
      <Field id="station" label={t('station')}>
        <Select id="station" name="station" defaultValue={values.station}>
          <option value="">{t('all')}</option>
          {stations.map(({ code, name }) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </Select>
      </Field>
      <Field id="category" label={t('category')}>
        <Select id="category" name="category" defaultValue={values.category}>
          <option value="">{t('all')}</option>
          {categories.map((category) => (
            <option key={category.code} value={category.code}>
              {categoryName(category, locale)}
            </option>
          ))}
        </Select>
      </Field>
      <Field id="kind" label={t('reason')}>
        <Select id="kind" name="kind" defaultValue={values.kind}>
          <option value="">{t('all')}</option>
          {FOUND_KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {t(`kinds.${kind}`)}
            </option>
          ))}
        </Select>
      </Field>
      <Button type="submit" className="self-end">
        {t('show')}
      </Button>
    </form>
  )
}
