import { getTranslations } from 'next-intl/server'
import { RULES } from '@/domain/suspects/rules'
import type { Station } from '@/features/accounts/queries'
import { Button } from '@/ui/button'
import { Field, Select, TextInput } from '@/ui/field'
import { SUSPECT_VIEWS } from '../schemas'

interface SuspectFiltersProps {
  stations: readonly Station[]
  values: { station: string; district: string; rule: string; view: string; order: string }
}

/** Which suspects are shown, and in which order: an address that can be sent to someone. */
export async function SuspectFilters({ stations, values }: SuspectFiltersProps) {
  const t = await getTranslations('suspects')
  return (
    <form action="/suspects" className="no-print grid grid-cols-2 gap-3 sm:flex sm:flex-wrap sm:items-end">
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
      <Field id="district" label={t('district')}>
        <TextInput id="district" name="district" defaultValue={values.district} placeholder="0107-001" className="sm:w-32" />
      </Field>
      <Field id="rule" label={t('rule')}>
        <Select id="rule" name="rule" defaultValue={values.rule}>
          <option value="">{t('all')}</option>
          {RULES.map((rule) => (
            <option key={rule} value={rule}>
              {t(`rules.${rule}`)}
            </option>
          ))}
        </Select>
      </Field>
      <Field id="view" label={t('state')}>
        <Select id="view" name="view" defaultValue={values.view}>
          {SUSPECT_VIEWS.map((view) => (
            <option key={view} value={view}>
              {t(`views.${view}`)}
            </option>
          ))}
        </Select>
      </Field>
      <Field id="order" label={t('order')}>
        <Select id="order" name="order" defaultValue={values.order}>
          <option value="">{t('orders.yuan')}</option>
          <option value="route">{t('orders.route')}</option>
        </Select>
      </Field>
      <Button type="submit" className="self-end">
        {t('show')}
      </Button>
    </form>
  )
}
