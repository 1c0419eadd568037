import { getLocale, getTranslations } from 'next-intl/server'
import { BASES } from '@/features/bills/totals-queries'
import { Button } from '@/ui/button'
import { categoryName } from '@/ui/category-name'
import { Field, Select, TextInput } from '@/ui/field'
import { COMPARES, keptOf } from '../view'
import type { DashboardView } from '../view-queries'
import { HiddenFields } from './hidden-fields'
import { ScopeForm } from './scope-form'

interface Choice {
  value: string
  label: string
}

interface DashboardFiltersProps {
  view: DashboardView
  action: string
  /** What the page can be asked for; what it cannot is kept for the pages that can. */
  asks?: Readonly<Partial<Record<'category' | 'compare' | 'basis', boolean>>>
  /** What else of the page's address a changed filter leaves as it is. */
  more?: Readonly<Record<string, string | null>>
}

/** The scope as a form: what is shown is always an address that can be sent to someone. */
export async function DashboardFilters({ view, action, asks: { category = true, compare = true, basis = true } = {}, more: others = {} }: DashboardFiltersProps) {
  const [t, more, bases, locale] = await Promise.all([getTranslations('dashboard.filters'), getTranslations('analysis'), getTranslations('dashboard.basis'), getLocale()])
  const { params, from, to } = view
  return (
    <ScopeForm action={action} className="no-print mb-3 grid grid-cols-2 gap-3 sm:flex sm:flex-wrap sm:items-end">
      <Choose name="station" label={t('station')} value={params.station ?? ''} choices={[{ value: '', label: t('allStations') }, ...view.stations.map(({ code, name }) => ({ value: code, label: name }))]} />
      {view.districts.length > 0 && (
        <Choose name="district" label={more('filters.district')} value={params.district ?? ''} choices={[{ value: '', label: more('filters.allDistricts') }, ...view.districts.map(({ code, name }) => ({ value: code, label: name }))]} />
      )}
      <Field id="from" label={t('from')}>
        <TextInput id="from" name="from" type="month" defaultValue={from} required key={`from ${from}`} />
      </Field>
      <Field id="to" label={t('to')}>
        <TextInput id="to" name="to" type="month" defaultValue={to} required key={`to ${to}`} />
      </Field>
      {category && (
        <Choose name="category" label={t('category')} value={params.category ?? ''} choices={[{ value: '', label: t('allCategories') }, ...view.categories.map((one) => ({ value: one.code, label: categoryName(one, locale) }))]} />
      )}
      {compare && <Choose name="compare" label={more('filters.compare')} value={view.compare} choices={COMPARES.map((value) => ({ value, label: more(`compare.${value}`) }))} />}
      {basis && <Choose name="basis" label={t('basis')} value={view.basis} choices={BASES.map((value) => ({ value, label: bases(value) }))} />}
      <HiddenFields values={{ ...keptOf(params, { category, compare, basis }), ...others }} />
      <Button type="submit" variant="primary" className="self-end">
        {t('show')}
      </Button>
    </ScopeForm>
  )
}

/** Made anew when the address changes, so that Back shows what it shows. */
const Choose = ({ name, label, value, choices }: { name: string; label: string; value: string; choices: readonly Choice[] }) => (
  <Field id={name} label={label}>
    <Select id={name} name={name} defaultValue={value} key={`${name} ${value}`} className="sm:max-w-52">
      {choices.map((choice) => (
        <option key={choice.value} value={choice.value}>
          {choice.label}
        </option>
      ))}
    </Select>
  </Field>
)
