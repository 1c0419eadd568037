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

/** Whose rows a connection shows, as the database's policies read it from `app.stations` and `app.user`. */
export interface Scope {
  readonly text: string
  /** Whose own things (saved views, what was read, answers to requests): a user's id, everybody's or nobody's. */
  readonly user: string
  readonly [proof]: true
}

const EVERYBODY = 'all'
const NOBODY = ''

const scopeOf = (text: string, user: string): Scope => ({ text, user }) as Scope

const EVERYTHING = scopeOf('all', EVERYBODY)

/** All stations' rows, for work that has no viewer. */
export const system = (_: SystemWork): Scope => EVERYTHING

/** No station's rows and nobody's own: for the tables that all stations share (tariffs, stations, people, rules, jobs, imports under way). */
export const SHARED_TABLES: Scope = scopeOf('none', NOBODY)

/** The rows of one station: for a reading whose caller has found that the viewer sees it. */
export const withinStation = (stationId: number): Scope => withinStations([stationId])

/** The same of several: what a job works on. */
export const withinStations = (stationIds: readonly number[]): Scope => scopeOf(stationsText(stationIds), NOBODY)

function stationsText(stationIds: readonly number[]): string {
  // What is no number of a station shows nothing.
  const stations = stationIds.filter((id) => Number.isSafeInteger(id) && id > 0)
  return stations.length === 0 ? SHARED_TABLES.text : [...new Set(stations)].sort((a, b) => a - b).join(',')
}

/** For whom a connection is asked. */
export type Whose = Viewer | Scope

export function scopeFor(whose: Whose): Scope {
  if ('text' in whose) return whose
  // A person's id is no word for everybody.
  const user = whose.userId === EVERYBODY ? NOBODY : whose.userId
  return scopeOf(whose.stations === 'all' ? EVERYTHING.text : stationsText(whose.stations), user)
}
