import { getTranslations } from 'next-intl/server'
import { RULES } from '@/domain/suspects/rules'
import type { Station } from '@/features/accounts/queries'
import { Button } from '@/ui/button'
import { Field, TextInput } from '@/ui/field'
import { FilterSelect, stationChoices } from '@/ui/filter-select'
import { SUSPECT_VIEWS } from '../choices'

interface SuspectFiltersProps {
  stations: readonly Station[]
  values: { station: string; district: string; rule: string; view: string; order: string }
}

/** Which suspects are shown, and in which order: an address that can be sent to someone. */
export async function SuspectFilters({ stations, values }: SuspectFiltersProps) {
  const t = await getTranslations('suspects')
  return (
    <form action="/suspects" className="no-print grid grid-cols-2 gap-3 sm:flex sm:flex-wrap sm:items-end">
      <FilterSelect name="station" label={t('station')} value={values.station} all={t('all')} choices={stationChoices(stations)} />
      <Field id="district" label={t('district')}>
        <TextInput id="district" name="district" defaultValue={values.district} placeholder="0107-001" className="sm:w-32" />
      </Field>
      <FilterSelect name="rule" label={t('rule')} value={values.rule} all={t('all')} choices={RULES.map((rule) => ({ value: rule, label: t(`rules.${rule}`) }))} />
      <FilterSelect name="view" label={t('state')} value={values.view} choices={SUSPECT_VIEWS.map((view) => ({ value: view, label: t(`views.${view}`) }))} />
      <FilterSelect name="order" label={t('order')} value={values.order} all={t('orders.yuan')} choices={[{ value: 'route', label: t('orders.route') }]} />
      <Button type="submit" className="self-end">
        {t('show')}
      </Button>
    </form>
  )
}
