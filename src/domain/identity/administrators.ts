import type { Role } from './permissions'

/** System administrator, security administrator and log auditor are three different people. Source: company rules on accounts. */
export const ADMINISTRATORS: readonly Role[] = ['admin', 'security_admin', 'log_auditor']

interface Holder {
  name: string
  role: Role
}

/**
 * Which of the three roles stands against giving somebody another of them: the one held by the account itself, or by an account of
 * the same name. Null when nothing does.
 * @param own what the account holds now; null for a new one
 * @param others accounts in use that hold one of the three roles, this one left out
 */
export function clashingRole(wanted: Holder, own: Role | null, others: readonly Holder[]): Role | null {
  if (!ADMINISTRATORS.includes(wanted.role)) return null
  if (own !== null && own !== wanted.role && ADMINISTRATORS.includes(own)) return own
  return others.find(({ name, role }) => name.trim() === wanted.name.trim() && role !== wanted.role && ADMINISTRATORS.includes(role))?.role ?? null
}
