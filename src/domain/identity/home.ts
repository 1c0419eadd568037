import { mayDo, type Permission, type Role } from './permissions'

/** Where people begin: the first place that their role opens. */
const PLACES: readonly { path: string; permission: Permission }[] = [
  { path: '/dashboard', permission: 'dashboard.read' },
  { path: '/inspections', permission: 'inspections.work' },
  { path: '/audit-log', permission: 'audit-log.read' },
  { path: '/users', permission: 'users.read' },
  { path: '/accounts', permission: 'accounts.read' },
]

export const homeOf = (role: Role): string => PLACES.find(({ permission }) => mayDo(role, permission))?.path ?? '/forbidden'
