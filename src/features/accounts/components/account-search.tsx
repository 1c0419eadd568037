import { getLocale, getTranslations } from 'next-intl/server'
import type { Category } from '@/features/tariffs/queries'
import { Button } from '@/ui/button'
import { categoryName } from '@/ui/category-name'
import { Field, TextInput } from '@/ui/field'
import { FilterSelect, stationChoices } from '@/ui/filter-select'
import { LinkButton } from '@/ui/link-button'
import type { ListValues } from '../list-queries'
import type { Station } from '../queries'

interface AccountSearchProps {
  values: ListValues
  stations: readonly Station[]
  categories: readonly Category[]
}

/** One box for number, name, initials and address. A plain GET form: the search is an address, and works without script. */
export async function AccountSearch({ values, stations, categories }: AccountSearchProps) {
  const [t, common, locale] = await Promise.all([getTranslations('accounts.search'), getTranslations('common'), getLocale()])
  return (
    <form action="/accounts" role="search" className="grid grid-cols-2 gap-3 sm:items-end lg:grid-cols-[1fr_10rem_10rem_7rem_auto]">
      <Field id="q" label={t('label')} className="col-span-2 lg:col-span-1">
        <TextInput id="q" name="q" type="search" defaultValue={values.q} placeholder={t('placeholder')} maxLength={60} data-search-box />
      </Field>
      <FilterSelect name="station" label={common('station')} value={values.station} all={common('all')} choices={stationChoices(stations)} />
      <FilterSelect name="category" label={common('category')} value={values.category} all={common('all')} choices={categories.map((category) => ({ value: category.code, label: categoryName(category, locale) }))} />
      <FilterSelect name="status" label={t('status')} value={values.status} all={common('all')} choices={(['open', 'closed'] as const).map((status) => ({ value: status, label: t(status) }))} />
      {values.sort !== '' && <input type="hidden" name="sort" value={values.sort} />}
      <div className="flex items-end gap-2 max-sm:col-span-2">
        <Button type="submit" variant="primary">
          {t('submit')}
        </Button>
        <LinkButton href="/accounts" variant="ghost">
          {t('clear')}
        </LinkButton>
      </div>
    </form>
  )
}
