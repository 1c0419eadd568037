import 'server-only'
import { single, withParams } from '@/ui/url'
import type { Viewer } from '@/server/viewer'
import { categoryIndex } from '@/features/tariffs/queries'
import { ACCOUNT_SORTS, type AccountFilter, type AccountSort } from './account-question'
import { listDistricts, listStations } from './queries'

type SearchParams = Readonly<Record<string, string | string[] | undefined>>

/** The list's filters as its address has them. */
export interface ListValues {
  q: string
  station: string
  district: string
  category: string
  status: string
  sort: string
}

export interface AskedList {
  values: ListValues
  filter: AccountFilter
  sort: AccountSort
  /** The district's name, when one is asked for. */
  district: string | null
}

const LONGEST_TEXT = 60

/** What an address of the accounts' list asks for; a name that is none of the viewer's narrows to nothing known and is left out. */
export async function askedList(viewer: Viewer, params: SearchParams): Promise<AskedList> {
  const text = (name: keyof ListValues) => (single(params[name]) ?? '').replaceAll('\u0000', '')
  const [stations, { byCode }] = await Promise.all([listStations(viewer), categoryIndex()])
  const station = stations.find(({ code }) => code === text('station'))
  const district = station && text('district') !== '' ? (await listDistricts(viewer, station.id)).find(({ code }) => code === text('district')) : undefined
  const category = byCode.get(text('category'))
  const status = (['open', 'closed'] as const).find((one) => one === text('status'))
  const q = text('q').slice(0, LONGEST_TEXT)
  const sort = ACCOUNT_SORTS.find((one) => one === text('sort')) ?? 'number'
  return {
    values: { q, station: station?.code ?? '', district: district?.code ?? '', category: category?.code ?? '', status: status ?? '', sort: sort === 'number' ? '' : sort },
    filter: { text: q, stationId: station?.id, districtId: district?.id, categoryId: category?.id, status },
    sort,
    district: district?.name ?? null,
  }
}

/** The list's address with some of its filters changed. */
export const listAddress = (values: ListValues, change: Partial<ListValues> & { after?: string } = {}, path = '/accounts'): string => withParams(path, { ...values, ...change })
