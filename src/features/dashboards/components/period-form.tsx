import { useTranslations } from 'next-intl'
import type { Station } from '@/features/accounts/queries'
import { Button } from '@/ui/button'
import { Field, Select, TextInput } from '@/ui/field'
import { BRIDGE_BASES, type BridgeBasis } from '../bridge-queries'
import type { MonthRange } from '../schemas'
import { keptOf } from '../view'
import type { DashboardView } from '../view-queries'
import { HiddenFields } from './hidden-fields'
import { ScopeForm } from './scope-form'

interface PeriodFormProps {
  view: DashboardView
  before: MonthRange
  after: MonthRange
  basis: BridgeBasis
}

/** Any two periods of a scope. */
export function PeriodForm({ view, before, after, basis }: PeriodFormProps) {
  const t = useTranslations('analysis')
  const filters = useTranslations('dashboard.filters')
  const month = (name: string, label: string, value: string) => (
    <Field id={name} label={label}>
      <TextInput id={name} name={name} type="month" defaultValue={value} required key={`${name} ${value}`} />
    </Field>
  )
  const options = (all: string, places: readonly Pick<Station, 'code' | 'name'>[]) => [
    <option key="" value="">
      {all}
    </option>,
    ...places.map(({ code, name }) => (
      <option key={code} value={code}>
        {name}
      </option>
    )),
  ]
  return (
    <ScopeForm action="/dashboard/why" className="no-print mb-4 grid grid-cols-2 gap-3 sm:flex sm:flex-wrap sm:items-end">
      <Field id="station" label={filters('station')}>
        <Select id="station" name="station" defaultValue={view.params.station ?? ''} key={`station ${view.params.station}`} className="sm:max-w-52">
          {options(filters('allStations'), view.stations)}
        </Select>
      </Field>
      {view.districts.length > 0 && (
        <Field id="district" label={t('filters.district')}>
          <Select id="district" name="district" defaultValue={view.params.district ?? ''} key={`district ${view.params.district}`} className="sm:max-w-52">
            {options(t('filters.allDistricts'), view.districts)}
          </Select>
        </Field>
      )}
      {month('baseFrom', `${t('why.earlier')} · ${t('why.from')}`, before.from)}
      {month('baseTo', `${t('why.earlier')} · ${t('why.to')}`, before.to)}
      {month('from', `${t('why.later')} · ${t('why.from')}`, after.from)}
      {month('to', `${t('why.later')} · ${t('why.to')}`, after.to)}
      <Field id="bridge" label={t('why.basis')}>
        <Select id="bridge" name="bridge" defaultValue={basis} key={`bridge ${basis}`}>
          {BRIDGE_BASES.map((name) => (
            <option key={name} value={name}>
              {t(`why.bases.${name}`)}
            </option>
          ))}
        </Select>
      </Field>
      <HiddenFields values={keptOf(view.params)} />
      <Button type="submit" variant="primary" className="self-end">
        {t('why.show')}
      </Button>
    </ScopeForm>
  )
}
