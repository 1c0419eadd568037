import { getTranslations } from 'next-intl/server'
import { pinyinInitials } from '@/domain/register/pinyin-initials'
import type { BillingMonth } from '@/domain/plain-date'
import type { DistrictFigures } from '@/features/bills/place-totals-queries'
import { Button } from '@/ui/button'
import { DenseList } from '@/ui/dense-list'
import { EmptyState } from '@/ui/empty-state'
import { Field, TextInput } from '@/ui/field'
import { formatCount } from '@/ui/format'
import { LinkButton } from '@/ui/link-button'
import { withParams } from '@/ui/url'
import { sortPlaces, type PlaceSort } from '../place-sort'
import { PlaceTable } from './place-table'

interface DistrictListProps {
  /** The station's address. */
  here: string
  month: BillingMonth
  districts: readonly DistrictFigures[]
  sort: PlaceSort
  asked: { sort: string | undefined; find: string; page: string | undefined }
}

const PAGE_SIZE = 100

/** A station's districts in a month: in any order, narrowed by code, name or initials, a hundred at a time, the sum over all of them. */
export async function DistrictList({ here, month, districts, sort, asked }: DistrictListProps) {
  const [t, common] = await Promise.all([getTranslations('register'), getTranslations('common')])
  const find = asked.find.trim().toLowerCase()
  const found = districts.filter(({ code, name }) => find === '' || code.toLowerCase().includes(find) || name.toLowerCase().includes(find) || pinyinInitials(name).includes(find))
  const rows = sortPlaces(found.map((row) => ({ ...row, key: row.code, label: row.name, note: row.code, href: withParams(`${here}/${encodeURIComponent(row.code)}`, { month }) })), sort)
  const last = Math.max(1, Math.ceil(rows.length / PAGE_SIZE))
  const page = Math.min(last, Math.max(1, /^\d{1,6}$/.test(asked.page ?? '') ? Number(asked.page) : 1))
  const to = (change: Record<string, string | number | null>) => withParams(here, { month, sort: asked.sort, find: asked.find, ...change })
  return (
    <>
      <form action={here} className="no-print flex flex-wrap items-end gap-2 px-4 pb-3">
        <input type="hidden" name="month" value={month} />
        {asked.sort !== undefined && <input type="hidden" name="sort" value={asked.sort} />}
        <Field id="find" label={t('findDistrict')} className="w-64 max-w-full">
          <TextInput id="find" name="find" type="search" defaultValue={asked.find} maxLength={40} data-search-box />
        </Field>
        <Button type="submit">{t('find')}</Button>
        <span role="status" className="text-muted min-h-9 py-2 text-sm">
          {t('districtCount', { count: formatCount(found.length) })}
        </span>
      </form>
      {rows.length === 0 ? (
        <EmptyState title={t('noDistrict')} />
      ) : (
        <DenseList>
          <PlaceTable
            caption={t('districts')}
            head={common('district')}
            rows={rows.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE)}
            total={common('total')}
            of={found}
            sort={{ now: sort, href: (next) => to({ sort: next === 'place' ? null : next, page: null }) }}
          />
        </DenseList>
      )}
      {last > 1 && (
        <div className="flex items-center gap-2 p-3">
          {page > 1 && <LinkButton href={to({ page: page - 1 })}>{t('before')}</LinkButton>}
          <span className="text-muted tabular">{t('pageOf', { page, last })}</span>
          {page < last && <LinkButton href={to({ page: page + 1 })}>{common('next')}</LinkButton>}
        </div>
      )}
    </>
  )
}
