import 'server-only'
import { db } from '@/server/db'
import { SHARED_TABLES } from '@/server/scope'

export interface UserRow {
  username: string | null
  name: string
  role: string
  stations: string
}

/** Every user with the stations they see, for the command line. */
export async function listUsers(): Promise<UserRow[]> {
  const rows = await db(SHARED_TABLES).appUser.findMany({ include: { scopes: { include: { station: true } } }, orderBy: { username: 'asc' } })
  return rows.map(({ username, name, role, allStations, scopes }) => ({
    username,
    name,
    role,
    stations: allStations ? 'all' : scopes.map(({ station }) => station.code).join(','),
  }))
}
