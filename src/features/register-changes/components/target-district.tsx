import { getTranslations } from 'next-intl/server'
import { listDistricts } from '@/features/accounts/queries'
import type { Station } from '@/features/accounts/queries'
import type { Viewer } from '@/server/viewer'
import { Button } from '@/ui/button'
import { Field, TextInput } from '@/ui/field'
import type { Selection } from '../schemas'

interface TargetDistrictProps {
  viewer: Viewer
  station: Station
  selection: Selection
  value: string
}

/** Asks for the district by code or name, among those of the station; the preview is an address of its own. */
export async function TargetDistrict({ viewer, station, selection, value }: TargetDistrictProps) {
  const [t, districts] = await Promise.all([getTranslations('registerChanges.bulk'), listDistricts(viewer, station.id)])
  return (
    <form action="/accounts/change-district" className="flex flex-wrap items-end gap-3">
      {selection.accountNos.map((accountNo) => (
        <input key={accountNo} type="hidden" name="account" value={accountNo} />
      ))}
      {selection.all && <input type="hidden" name="all" value="1" />}
      {(['q', 'station', 'district', 'category', 'status'] as const).map((name) => selection[name] !== '' && <input key={name} type="hidden" name={name} value={selection[name]} />)}
      <Field id="to" label={t('to', { station: station.name })} hint={t('toHint')} className="w-72 max-w-full">
        <TextInput id="to" name="to" required defaultValue={value} list="districts" autoComplete="off" aria-describedby="to-hint" />
      </Field>
      <datalist id="districts">
        {districts.map(({ code, name }) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </datalist>
      <Button type="submit" className="mb-6">
        {t('preview')}
      </Button>
    </form>
  )
}
