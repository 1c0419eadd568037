/** The address of a queue: everything about what is shown lives in it, so that a link or Back brings the same view. */
import { single, withParams } from '@/ui/url'
import { QUEUE_COLUMNS, queueFilterSchema, type QueueColumn, type QueueFilter } from './schemas'

export const DENSITIES = ['comfortable', 'compact'] as const
export type Density = (typeof DENSITIES)[number]

export interface QueueAddress {
  filter: QueueFilter
  /** Where the page begins, or undefined for the first. */
  after: string | undefined
  /** The order shown beside the list. */
  order: string | undefined
  /** Null while nobody chose: then as many as there is room for. */
  columns: readonly QueueColumn[] | null
  density: Density
}

type Params = Record<string, string | string[] | undefined>

export function readAddress(params: Params): QueueAddress {
  const chosen = params['cols']
  const names = chosen === undefined ? null : (Array.isArray(chosen) ? chosen : chosen.split(','))
  return {
    filter: queueFilterSchema.parse({
      view: single(params['view']), state: single(params['state']), mine: single(params['mine']) === '1', q: single(params['q']) ?? '', finding: single(params['finding']),
      station: single(params['station']) === '' ? undefined : single(params['station']), sort: single(params['sort']),
    }),
    after: single(params['after']),
    order: single(params['order']),
    columns: names === null ? null : QUEUE_COLUMNS.filter((column) => names.includes(column)),
    density: single(params['density']) === 'compact' ? 'compact' : 'comfortable',
  }
}

/** The parameters of an address; those at their usual value are left out. */
export function addressParams({ filter, after, order, columns, density }: QueueAddress): Record<string, string | null> {
  return {
    view: filter.view === 'all' ? null : filter.view,
    state: filter.state ?? null,
    mine: filter.mine ? '1' : null,
    q: filter.q === '' ? null : filter.q,
    finding: filter.finding ?? null,
    station: filter.station ?? null,
    sort: filter.sort === 'number' ? null : filter.sort,
    cols: columns === null ? null : columns.join(','),
    density: density === 'compact' ? 'compact' : null,
    after: after ?? null,
    order: order ?? null,
  }
}

export const QUEUE_PATH = '/work-orders'

/** The address with something changed. A changed filter or order of rows begins at the first page again. */
export function queueHref(address: QueueAddress, change: Partial<QueueAddress>): string {
  const fresh = change.filter !== undefined && !('after' in change) ? { after: undefined } : {}
  return withParams(QUEUE_PATH, addressParams({ ...address, ...fresh, ...change }))
}
