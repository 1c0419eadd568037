import { getTranslations } from 'next-intl/server'
import { ORDER_STATES } from '@/domain/work-order/transitions'
import { FINDINGS } from '@/features/work-orders/choices'
import { Button } from '@/ui/button'
import { Field, TextInput } from '@/ui/field'
import { FilterSelect, stationChoices } from '@/ui/filter-select'
import { LinkButton } from '@/ui/link-button'
import { addressParams, QUEUE_PATH, type QueueAddress } from '../queue-address'
import { QUEUE_COLUMNS, QUEUE_SORTS } from '../choices'

interface QueueFiltersProps {
  address: QueueAddress
  stations: readonly { code: string; name: string }[]
}

/** One box for number, account and name, and what narrows the list. A plain GET form: it works without script. */
export async function QueueFilters({ address, stations }: QueueFiltersProps) {
  const t = await getTranslations('orderDesk')
  const common = await getTranslations('common')
  const orders = await getTranslations('workOrders')
  const { filter } = address
  return (
    <form action={QUEUE_PATH} role="search" className="mb-3 flex flex-wrap items-end gap-2">
      <Kept address={address} but={['q', 'finding', 'station', 'sort', 'state', 'after', 'order']} />
      <Field id="q" label={t('filters.search')} className="min-w-48 flex-1">
        <TextInput id="q" name="q" type="search" defaultValue={filter.q} placeholder={t('filters.placeholder')} maxLength={60} data-search-box />
      </Field>
      <FilterSelect name="state" label={orders('state')} value={filter.state ?? ''} all={common('all')} choices={ORDER_STATES.map((state) => ({ value: state, label: orders(`states.${state}`) }))} />
      <FilterSelect name="finding" label={orders('form.finding')} value={filter.finding ?? ''} all={common('all')} choices={FINDINGS.map((finding) => ({ value: finding, label: orders(`findings.${finding}`) }))} className="max-w-44" />
      {stations.length > 1 && <FilterSelect name="station" label={common('station')} value={filter.station ?? ''} all={common('all')} choices={stationChoices(stations)} className="max-w-44" />}
      <FilterSelect name="sort" label={t('filters.sort')} value={filter.sort} choices={QUEUE_SORTS.map((sort) => ({ value: sort, label: t(`filters.sorts.${sort}`) }))} />
      <Button type="submit">{common('apply')}</Button>
      <LinkButton href={QUEUE_PATH} variant="ghost">
        {t('filters.clear')}
      </LinkButton>
    </form>
  )
}

/** Which columns stand and how close the rows: kept in the address too. */
export async function QueueOptions({ address }: { address: QueueAddress }) {
  const t = await getTranslations('orderDesk.options')
  const common = await getTranslations('common')
  return (
    <details className="relative">
      <summary className="border-line bg-surface hover:bg-raised flex min-h-9 list-none items-center rounded-md border px-3 font-medium">{t('title')}</summary>
      <form action={QUEUE_PATH} className="border-line bg-surface absolute right-0 z-10 mt-1 grid w-56 gap-2 rounded-lg border p-3 shadow-lg">
        <Kept address={address} but={['cols', 'density']} />
        <fieldset className="grid gap-1">
          <legend className="mb-1 text-sm font-medium">{t('columns')}</legend>
          {QUEUE_COLUMNS.map((column) => (
            <label key={column} className="flex min-h-7 items-center gap-2">
              <input type="checkbox" name="cols" value={column} defaultChecked={address.columns === null || address.columns.includes(column)} className="size-4" />
              {t(`names.${column}`)}
            </label>
          ))}
        </fieldset>
        <label className="flex min-h-7 items-center gap-2">
          <input type="checkbox" name="density" value="compact" defaultChecked={address.density === 'compact'} className="size-4" />
          {t('compact')}
        </label>
        <Button type="submit">{common('apply')}</Button>
      </form>
    </details>
  )
}

/** What a GET form would forget of the address. */
function Kept({ address, but }: { address: QueueAddress; but: readonly string[] }) {
  return Object.entries(addressParams(address)).map(([name, value]) => (value === null || but.includes(name) ? null : <input key={name} type="hidden" name={name} value={value} />))
}
