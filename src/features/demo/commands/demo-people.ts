import 'server-only'
import { db } from '@/server/db'
import { system } from '@/server/scope'
import { workingFor, type Viewer } from '@/server/viewer'
import { DEMO_USERS } from './load-users'

export type DemoPeople = Readonly<Record<'clerk' | 'clerk2' | 'supervisor' | 'supervisor2', Viewer>>

/** The demonstration's users as those who act, at its station. */
export async function demoPeople(stationId: number): Promise<DemoPeople> {
  const rows = await db(system('demo')).appUser.findMany({ where: { username: { in: DEMO_USERS.map(({ username }) => username) } }, select: { id: true, name: true, username: true, role: true } })
  const person = (username: string): Viewer => {
    const row = rows.find((one) => one.username === username)
    if (!row) throw new Error(`the demonstration's user ${username} is missing`)
    return workingFor({ userId: row.id, name: row.name, role: row.role }, [stationId], 'demo')
  }
  return { clerk: person('clerk'), clerk2: person('clerk2'), supervisor: person('supervisor'), supervisor2: person('supervisor2') }
}
