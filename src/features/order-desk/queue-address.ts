/** The address of a queue: everything about what is shown lives in it, so that a link or Back brings the same view. */
import { withParams } from '@/ui/url'
import type { QueueColumn } from './choices'
import type { QueueFilter } from './schemas'

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
