import 'server-only'
import type { Role } from '@/domain/identity/permissions'
import { createUser } from '@/features/identity/commands/create-user'
import { db } from '@/server/db'
import type { Viewer } from '@/server/viewer'

export const DEMO_USERS: readonly { username: string; name: string; role: Role }[] = [
  { username: 'clerk', name: '王丽', role: 'clerk' },
  { username: 'clerk2', name: '陈静', role: 'clerk' },
  { username: 'supervisor', name: '张建国', role: 'supervisor' },
  { username: 'supervisor2', name: '刘志强', role: 'supervisor' },
  { username: 'qc', name: '李敏', role: 'qc' },
  { username: 'inspector', name: '刘洋', role: 'inspector' },
  { username: 'admin', name: '赵强', role: 'admin' },
  { username: 'security', name: '周敏', role: 'security_admin' },
  { username: 'auditor', name: '孙涛', role: 'log_auditor' },
  { username: 'finance', name: '刘会计', role: 'finance' },
]

export const demoPassword = (username: string): string => `tariff-demo-${username}`

/** The demonstration's users; those that exist stay as they are. */
export async function loadUsers(viewer: Viewer): Promise<void> {
  const existing = await db(viewer).appUser.findMany({ where: { username: { in: DEMO_USERS.map(({ username }) => username) } }, select: { username: true } })
  for (const user of DEMO_USERS) {
    if (existing.some(({ username }) => username === user.username)) continue
    await createUser(viewer, { ...user, password: demoPassword(user.username), stations: 'all', demonstration: true })
  }
}
