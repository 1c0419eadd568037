/** Who may do what: the one role × permission matrix. It guards the server and draws the menus. */

export const ROLES = ['clerk', 'supervisor', 'qc', 'inspector', 'admin', 'security_admin', 'log_auditor', 'finance'] as const
export type Role = (typeof ROLES)[number]

export const PERMISSIONS = [
  'dashboard.read',
  'accounts.read',
  'tariffs.read',
  'tariffs.draft',
  'tariffs.release',
  'bill-checks.read',
  'bill-checks.run',
  'imports.read',
  'imports.write',
  'work-orders.read',
  'work-orders.prepare',
  'work-orders.decide',
  'audit-log.read',
  'quality.read',
  'quality.write',
  'quality.review',
  'quality.confirm',
  'quality.configure',
] as const
export type Permission = (typeof PERMISSIONS)[number]

const READING = ['dashboard.read', 'accounts.read', 'tariffs.read', 'bill-checks.read'] as const

const GRANTS: Record<Role, readonly Permission[]> = {
  clerk: [...READING, 'bill-checks.run', 'imports.read', 'imports.write', 'work-orders.read', 'work-orders.prepare', 'quality.read'],
  supervisor: [...READING, 'bill-checks.run', 'tariffs.release', 'imports.read', 'work-orders.read', 'work-orders.decide', 'quality.read', 'quality.review'],
  qc: [...READING, 'work-orders.read', 'quality.read', 'quality.write'],
  inspector: ['accounts.read', 'tariffs.read'],
  admin: [...READING, 'bill-checks.run', 'tariffs.draft', 'tariffs.release', 'imports.read', 'imports.write', 'quality.read', 'quality.configure'],
  security_admin: [],
  log_auditor: ['audit-log.read'],
  /** Confirms what a project brought; reads what it needs for that. */
  finance: [...READING, 'work-orders.read', 'quality.read', 'quality.confirm'],
}

export const mayDo = (role: Role, permission: Permission): boolean => GRANTS[role].includes(permission)
