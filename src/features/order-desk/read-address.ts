/** What an address of a queue asks for; nonsense counts as the usual. */
import { single } from '@/ui/url'
import { QUEUE_COLUMNS } from './choices'
import type { QueueAddress } from './queue-address'
import { queueFilterSchema } from './schemas'

type Params = Record<string, string | string[] | undefined>

/** A parameter as text that a database can take. */
const textOf = (params: Params, name: string): string | undefined => single(params[name])?.replaceAll('\0', '')

export function readAddress(params: Params): QueueAddress {
  const chosen = params['cols']
  const names = chosen === undefined ? null : (Array.isArray(chosen) ? chosen : chosen.split(','))
  return {
    filter: queueFilterSchema.parse({
      view: textOf(params, 'view'), state: textOf(params, 'state'), mine: textOf(params, 'mine') === '1', q: textOf(params, 'q') ?? '', finding: textOf(params, 'finding'),
      station: textOf(params, 'station') || undefined, sort: textOf(params, 'sort'),
    }),
    after: textOf(params, 'after'),
    order: textOf(params, 'order'),
    columns: names === null ? null : QUEUE_COLUMNS.filter((column) => names.includes(column)),
    density: textOf(params, 'density') === 'compact' ? 'compact' : 'comfortable',
  }
}
