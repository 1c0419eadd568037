/** Who may do what: the one role × permission matrix. It guards the server and draws the menus. */

export const ROLES = ['clerk', 'supervisor', 'qc', 'inspector', 'admin', 'security_admin', 'log_auditor'] as const
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
  'suspects.read',
  'suspects.decide',
  'campaigns.read',
  'campaigns.plan',
  'inspections.work',
] as const
export type Permission = (typeof PERMISSIONS)[number]

const READING = ['dashboard.read', 'accounts.read', 'tariffs.read', 'bill-checks.read'] as const

const FINDING = ['suspects.read', 'campaigns.read'] as const

const GRANTS: Record<Role, readonly Permission[]> = {
  clerk: [...READING, 'bill-checks.run', 'imports.read', 'imports.write', 'work-orders.read', 'work-orders.prepare', ...FINDING, 'suspects.decide'],
  supervisor: [...READING, 'bill-checks.run', 'tariffs.release', 'imports.read', 'work-orders.read', 'work-orders.decide', ...FINDING, 'suspects.decide', 'campaigns.plan'],
  qc: [...READING, 'work-orders.read', ...FINDING],
  inspector: ['accounts.read', 'tariffs.read', 'inspections.work'],
  admin: [...READING, 'bill-checks.run', 'tariffs.draft', 'tariffs.release', 'imports.read', 'imports.write'],
  security_admin: [],
  log_auditor: ['audit-log.read'],
}

export const mayDo = (role: Role, permission: Permission): boolean => GRANTS[role].includes(permission)
