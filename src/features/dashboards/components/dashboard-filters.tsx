import { getLocale, getTranslations } from 'next-intl/server'
import type { Station } from '@/features/accounts/queries'
import { BASES, type Basis } from '@/features/bills/totals-queries'
import type { Category } from '@/features/tariffs/queries'
import { Button } from '@/ui/button'
import { categoryName } from '@/ui/category-name'
import { Field, Select, TextInput } from '@/ui/field'

interface DashboardFiltersProps {
  stations: readonly Station[]
  categories: readonly Category[]
  values: { station: string; from: string; to: string; category: string; basis: Basis }
}

/** The scope as a plain form: what is shown is always an address that can be sent to someone. */
export async function DashboardFilters({ stations, categories, values }: DashboardFiltersProps) {
  const [t, basis, locale] = await Promise.all([getTranslations('dashboard.filters'), getTranslations('dashboard.basis'), getLocale()])
  return (
    <form action="/dashboard" className="no-print grid grid-cols-2 gap-3 sm:grid-cols-3 xl:grid-cols-[1fr_9.5rem_9.5rem_1fr_1.3fr_auto] xl:items-end">
      <Field id="station" label={t('station')}>
        <Select id="station" name="station" defaultValue={values.station}>
          <option value="">{t('allStations')}</option>
          {stations.map(({ code, name }) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </Select>
      </Field>
      <Field id="from" label={t('from')}>
        <TextInput id="from" name="from" type="month" defaultValue={values.from} required />
      </Field>
      <Field id="to" label={t('to')}>
        <TextInput id="to" name="to" type="month" defaultValue={values.to} required />
      </Field>
      <Field id="category" label={t('category')}>
        <Select id="category" name="category" defaultValue={values.category}>
          <option value="">{t('allCategories')}</option>
          {categories.map((category) => (
            <option key={category.code} value={category.code}>
              {categoryName(category, locale)}
            </option>
          ))}
        </Select>
      </Field>
      <Field id="basis" label={t('basis')}>
        <Select id="basis" name="basis" defaultValue={values.basis}>
          {BASES.map((name) => (
            <option key={name} value={name}>
              {basis(name)}
            </option>
          ))}
        </Select>
      </Field>
      <Button type="submit" variant="primary" className="self-end">
        {t('show')}
      </Button>
    </form>
  )
}
