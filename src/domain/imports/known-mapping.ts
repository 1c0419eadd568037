/** What people have mapped by hand, for the files that come after. */
import type { Mapping } from './columns'
import { headerKey } from './header'

/** Column → the header that a person has mapped to it, and where that stood; of old ones only the name is known. */
export type RememberedColumns = Readonly<Record<string, { name: string; place: number | null }>>

/** What is kept of a mapping. */
export const rememberedColumns = (header: readonly string[], mapping: Mapping): RememberedColumns =>
  Object.fromEntries(Object.entries(mapping).map(([column, place]) => [column, { name: header[place] ?? '', place }]))

/**
 * The same mapping for a file with the same header. Null where names alone do not say which columns were meant: when one of
 * them stands there twice.
 */
export function restoredMapping(header: readonly string[], columns: RememberedColumns): Mapping | null {
  const keys = header.map(headerKey)
  const places = Object.entries(columns).flatMap(([column, { name, place }]): [string, number][] => {
    const key = headerKey(name)
    const first = keys.indexOf(key)
    if (place !== null && keys[place] === key) return [[column, place]]
    return first === -1 ? [] : [[column, first === keys.lastIndexOf(key) ? first : NOWHERE]]
  })
  const isSure = places.every(([, place]) => place !== NOWHERE) && new Set(places.map(([, place]) => place)).size === places.length
  return isSure ? Object.fromEntries(places) : null
}

const NOWHERE = -1

/** Header names (as `headerKey` writes them) → columns, over all that is remembered; the later counts. */
export const learnedNames = (remembered: readonly RememberedColumns[]): Map<string, string> =>
  new Map(remembered.flatMap((columns) => Object.entries(columns).map(([column, { name }]) => [headerKey(name), column] as const)))
