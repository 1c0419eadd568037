import type { Role } from '@/domain/identity/permissions'
import { builtActions, callAction } from './call-action'

/** The demonstration's user of each role, who sees every station. */
export const USER_OF: Readonly<Record<Role, string>> = {
  clerk: 'clerk', supervisor: 'supervisor', qc: 'qc', inspector: 'inspector', admin: 'admin', security_admin: 'security', log_auditor: 'auditor', finance: 'finance',
}

export interface Person {
  role: Role
  /** Whether the demonstration's station is theirs; the others' is an empty one. */
  inside: boolean
  cookie: string
}

/** Logs in by the login action itself and keeps the session's cookie. */
export async function comeIn(username: string, password: string): Promise<string> {
  const action = builtActions().get('identity/actions.ts logInAction')
  if (!action) throw new Error('the build has no login')
  const { outcome, cookies } = await callAction(action, { username, password }, { cookie: null })
  if (!outcome.startsWith('to /')) throw new Error(`${username} was not let in: ${outcome}`)
  return cookies.map((one) => one.split(';')[0] ?? '').join('; ')
}

/** Someone of every role, of the station and of another. */
export async function everybody(): Promise<Person[]> {
  const people: Person[] = []
  for (const [role, username] of Object.entries(USER_OF) as [Role, string][]) {
    people.push({ role, inside: true, cookie: await comeIn(username, `tariff-demo-${username}`) })
    people.push({ role, inside: false, cookie: await comeIn(`elsewhere.${username}`, `tariff-demo-${username}`) })
  }
  return people
}
