import 'server-only'
import { ADMINISTRATORS, clashingRole } from '@/domain/identity/administrators'
import { DomainError } from '@/domain/errors'
import type { Role } from '@/domain/identity/permissions'
import type { Transaction } from '@/server/transaction'

interface Wanted {
  username: string
  name: string
  role: Role
}

/** @throws DomainError `administrators-apart` when the person holds another of the three administrators' roles */
export async function assertAdministratorsApart(tx: Transaction, { username, name, role }: Wanted): Promise<void> {
  if (!ADMINISTRATORS.includes(role)) return
  const holders = await tx.appUser.findMany({ where: { role: { in: [...ADMINISTRATORS] }, status: { not: 'left' } }, select: { username: true, name: true, role: true } })
  const own = holders.find((holder) => holder.username === username)?.role ?? null
  const clash = clashingRole({ name, role }, own, holders.filter((holder) => holder.username !== username))
  if (clash !== null) throw new DomainError('administrators-apart', { name })
}
