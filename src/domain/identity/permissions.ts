/** Who may do what: the one role × permission matrix. It guards the server and draws the menus. */

export const ROLES = ['clerk', 'supervisor', 'qc', 'inspector', 'admin', 'security_admin', 'log_auditor', 'finance'] as const
export type Role = (typeof ROLES)[number]

export const isRole = (text: string): text is Role => (ROLES as readonly string[]).includes(text)

export const PERMISSIONS = [
  'dashboard.read',
  'dashboard.annotate',
  'dashboard.set-targets',
  'monthly-reports.request',
  'accounts.read',
  'register.change',
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
  'complaints.read',
  'complaints.handle',
  'complaints.decide',
  'audit-log.read',
  'server-checks.read',
  'users.read',
  'users.request',
  'users.approve',
  'users.manage',
  'account-rules.read',
  'account-rules.change',
  'suspects.read',
  'suspects.decide',
  'campaigns.read',
  'campaigns.plan',
  'inspections.work',
  'quality.read',
  'quality.write',
  'quality.review',
  'quality.confirm',
  'quality.configure',
  'rules.read',
  'rules.add',
] as const
export type Permission = (typeof PERMISSIONS)[number]

const READING = ['dashboard.read', 'accounts.read', 'tariffs.read', 'bill-checks.read'] as const

const FINDING = ['suspects.read', 'campaigns.read'] as const

const GRANTS: Record<Role, readonly Permission[]> = {
  clerk: [...READING, 'bill-checks.run', 'imports.read', 'imports.write', 'work-orders.read', 'work-orders.prepare', 'register.change', 'complaints.read', 'complaints.handle', 'monthly-reports.request', ...FINDING, 'suspects.decide', 'quality.read'],
  supervisor: [...READING, 'bill-checks.run', 'tariffs.release', 'imports.read', 'work-orders.read', 'work-orders.decide', 'users.read', 'users.request', 'register.change', 'complaints.read', 'complaints.handle', 'complaints.decide', 'dashboard.annotate', 'dashboard.set-targets', 'monthly-reports.request', ...FINDING, 'suspects.decide', 'campaigns.plan', 'quality.read', 'quality.review', 'rules.read'],
  qc: [...READING, 'work-orders.read', 'complaints.read', 'dashboard.annotate', 'monthly-reports.request', ...FINDING, 'quality.read', 'quality.write'],
  inspector: ['accounts.read', 'tariffs.read', 'inspections.work'],
  admin: [...READING, 'bill-checks.run', 'tariffs.draft', 'tariffs.release', 'imports.read', 'imports.write', 'users.read', 'users.request', 'users.manage', 'account-rules.read', 'account-rules.change', 'register.change', 'quality.read', 'quality.configure', 'rules.read', 'rules.add', 'server-checks.read'],
  security_admin: ['users.read', 'users.approve', 'account-rules.read', 'account-rules.change'],
  log_auditor: ['audit-log.read', 'users.read', 'account-rules.read'],
  finance: [...READING, 'work-orders.read', 'quality.read', 'quality.confirm'],
}

export const mayDo = (role: Role, permission: Permission): boolean => GRANTS[role].includes(permission)
