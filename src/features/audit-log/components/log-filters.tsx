import { getTranslations } from 'next-intl/server'
import { Button } from '@/ui/button'
import { Field, TextInput } from '@/ui/field'
import { FilterSelect, stationChoices } from '@/ui/filter-select'
import { LinkButton } from '@/ui/link-button'
import { actionWords } from '../action-words'
import type { LogFilter } from '../schemas'

interface LogFiltersProps {
  filter: LogFilter
  stations: readonly { code: string; name: string }[]
  actions: readonly string[]
}

/** What the log is narrowed to. A plain GET form: the filter is an address. */
export async function LogFilters({ filter, stations, actions }: LogFiltersProps) {
  const [t, common, words] = await Promise.all([getTranslations('auditLog.filters'), getTranslations('common'), actionWords()])
  return (
    <form action="/audit-log" role="search" className="mb-4 grid gap-3 sm:grid-cols-2 lg:grid-cols-[9rem_9rem_1fr_1fr_1fr_10rem_auto] lg:items-end">
      <Field id="from" label={t('from')}>
        <TextInput id="from" name="from" type="date" defaultValue={filter.from} />
      </Field>
      <Field id="to" label={t('to')}>
        <TextInput id="to" name="to" type="date" defaultValue={filter.to} />
      </Field>
      <Field id="actor" label={t('actor')}>
        <TextInput id="actor" name="actor" defaultValue={filter.actor} maxLength={100} />
      </Field>
      <Field id="action" label={t('action')}>
        <TextInput id="action" name="action" defaultValue={filter.action} list="actions" maxLength={100} />
        <datalist id="actions">
          {actions.map((action) => (
            <option key={action} value={action}>
              {words(action)}
            </option>
          ))}
        </datalist>
      </Field>
      <Field id="key" label={t('key')}>
        <TextInput id="key" name="key" defaultValue={filter.key} maxLength={100} placeholder={t('keyHint')} data-search-box />
      </Field>
      <FilterSelect name="station" label={common('station')} value={filter.station ?? ''} all={common('all')} choices={stationChoices(stations)} />
      <div className="flex gap-2">
        <Button type="submit" variant="primary">
          {t('show')}
        </Button>
        <LinkButton href="/audit-log" variant="ghost">
          {t('clear')}
        </LinkButton>
      </div>
    </form>
  )
}
