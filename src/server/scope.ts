import 'server-only'
import type { Viewer } from './viewer'

/**
 * What the system does across all stations for nobody in particular: the only ways around a viewer, each in its own place.
 * - `sessions`: the authentication library, and the identity commands before there is a viewer
 * - `verify`: the books and the audit log held against themselves, from the server's command line
 * - `demo`: loading the demonstration
 * - `test`: arranging and looking, in the tests
 */
type SystemWork = 'sessions' | 'verify' | 'demo' | 'test'

declare const proof: unique symbol

/** Whose rows a connection shows, as the database's policies read it from `app.stations`. */
export interface Scope {
  readonly text: string
  readonly [proof]: true
}

const scopeOf = (text: string): Scope => ({ text }) as Scope

const EVERYTHING = scopeOf('all')

/** All stations' rows, for work that has no viewer. */
export const system = (_: SystemWork): Scope => EVERYTHING

/** No station's rows: for the tables that all stations share (tariffs, stations, people, rules, jobs, imports under way). */
export const SHARED_TABLES: Scope = scopeOf('none')

/** The rows of one station: for a reading whose caller has found that the viewer sees it. */
export const withinStation = (stationId: number): Scope => withinStations([stationId])

/** The same of several: what a job works on. */
export function withinStations(stationIds: readonly number[]): Scope {
  // What is no number of a station shows nothing.
  const stations = stationIds.filter((id) => Number.isSafeInteger(id) && id > 0)
  return stations.length === 0 ? SHARED_TABLES : scopeOf([...new Set(stations)].sort((a, b) => a - b).join(','))
}

/** For whom a connection is asked. */
export type Whose = Viewer | Scope

export function scopeFor(whose: Whose): Scope {
  if ('text' in whose) return whose
  return whose.stations === 'all' ? EVERYTHING : withinStations(whose.stations)
}
