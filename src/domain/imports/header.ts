/** Finding the columns of a kind in a file's header. */
import { columnsOf, nameKey, type ColumnSpec, type ImportKind, type Mapping, type Unit } from './columns'

/** Header names are compared as other names are, and without underscores. */
export const headerKey = (name: string): string => nameKey(name).replace(/[_-]/g, '')

/** The same header in another file has the same print, whatever the spaces, width and case. */
export const headerPrint = (header: readonly string[]): string => header.map(headerKey).join('\u001f')

/**
 * Which column stands where, as far as the names tell. What stands in brackets behind a name is passed over only where it
 * is the column's own unit: under 电费（万元） the same digits are another amount. A name that stands twice tells nothing.
 * @param learned header names that people have mapped by hand before (as `headerKey` writes them), by column
 */
export function proposeMapping(kind: ImportKind, header: readonly string[], learned: ReadonlyMap<string, string> = new Map()): Mapping {
  const keys = header.map(headerKey)
  const times = timesOf(keys)
  const mapping: Record<string, number> = {}
  const taken = new Set<number>()
  const take = (name: string, matches: (key: string) => boolean) => {
    if (name in mapping) return
    const place = keys.findIndex((key, index) => key !== '' && times.get(key) === 1 && !taken.has(index) && matches(key))
    if (place === -1) return
    mapping[name] = place
    taken.add(place)
  }
  const columns = columnsOf(kind).map(([name, spec]) => ({ name, spec, names: namesOf(name, spec) }))
  // Exact names of all columns go before looser ones, so that 峰电量 is never taken for 电量.
  for (const { name, names } of columns) take(name, (key) => names.includes(key))
  for (const { name, spec } of columns) take(name, (key) => learned.get(key) === name && saysOwnUnit(spec, key))
  for (const { name, spec, names } of columns) take(name, (key) => saysOwnUnit(spec, key) && isCalled(names, key))
  return mapping
}

function timesOf(keys: readonly string[]): Map<string, number> {
  const times = new Map<string, number>()
  for (const key of keys) times.set(key, (times.get(key) ?? 0) + 1)
  return times
}

const namesOf = (name: string, { zh, en, synonyms }: ColumnSpec): string[] => [name, zh, en, ...synonyms].map(headerKey)

/** `电费(万元)` → `电费` and `万元`; in time with its length, for a header may be very long. */
function parted(title: string): { bare: string; note: string | null } {
  const begins = title.search(/[([【（［]/)
  return begins === -1 || !')]】）］'.includes(title.slice(-1)) ? { bare: title, note: null } : { bare: title.slice(0, begins), note: title.slice(begins + 1, -1) }
}

/** Whether a header has one of a column's names, whatever stands in brackets behind either. */
function isCalled(names: readonly string[], key: string): boolean {
  const { bare } = parted(key)
  return names.some((name) => parted(name).bare === bare)
}

function saysOwnUnit({ unit }: ColumnSpec, key: string): boolean {
  const { note } = parted(key)
  return note === null || unit === null || [unit.zh, unit.en, ...unit.also].map(unitKey).includes(unitKey(note))
}

const unitKey = (text: string): string => headerKey(text).replace(/[·•⋅.*]/g, '')

/** A header in another unit than its column has. */
export interface OtherUnit {
  column: string
  header: string
  /** As the header writes it. */
  unit: string
  expected: Pick<Unit, 'zh' | 'en'>
}

/** The headers in another unit: those that were not taken for their column because of it, and those that a person has mapped all the same. */
export function otherUnits(kind: ImportKind, header: readonly string[], mapping: Mapping): OtherUnit[] {
  const taken = new Set(Object.values(mapping))
  return columnsOf(kind).flatMap(([column, spec]) => {
    const mapped = mapping[column]
    const inQuestion = mapped === undefined ? header.filter((title, place) => !taken.has(place) && isCalled(namesOf(column, spec), headerKey(title))) : header.slice(mapped, mapped + 1)
    const other = inQuestion.find((title) => !saysOwnUnit(spec, headerKey(title)))
    return other === undefined || spec.unit === null ? [] : [{ column, header: other, unit: parted(other.trim()).note?.trim() ?? '', expected: spec.unit }]
  })
}

/**
 * Which of a file's first rows is its header: the first that names most of the needed columns, if it names half of them. Else
 * a person may know its names: then it is the first that is more than a title, which has a cell or two.
 */
export function headerAmong(kind: ImportKind, rows: readonly (readonly string[])[], learned: ReadonlyMap<string, string>): number {
  const needed = columnsOf(kind).flatMap(([name, { required }]) => (required ? [name] : []))
  const named = rows.map((cells) => {
    const mapping = proposeMapping(kind, cells, learned)
    return needed.filter((name) => name in mapping).length
  })
  const most = Math.max(0, ...named)
  if (most * 2 >= needed.length) return named.indexOf(most)
  return Math.max(0, rows.findIndex((cells) => cells.filter((cell) => cell.trim() !== '').length * 2 >= needed.length))
}
