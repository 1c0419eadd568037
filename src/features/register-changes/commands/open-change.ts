import 'server-only'
import type { Prisma } from '@/generated/prisma/client'
import type { Transaction } from '@/server/transaction'
import type { Viewer } from '@/server/viewer'
import type { ChangeKind } from '../schemas'

interface NewChange {
  kind: ChangeKind
  stationIds: readonly number[]
  reason: string
  summary: Prisma.InputJsonObject
  accounts?: number
  undoesId?: bigint
}

/** Puts a change that is applied at once on record, within the caller's transaction. @returns its number */
export async function openChange(tx: Transaction, viewer: Viewer, { stationIds, accounts = 0, ...change }: NewChange, at: Date): Promise<bigint> {
  const by = { createdById: viewer.userId, createdByName: viewer.name, createdAt: at, appliedById: viewer.userId, appliedByName: viewer.name, appliedAt: at }
  const { id } = await tx.registerChange.create({ data: { ...change, ...by, state: 'applied', stationIds: [...stationIds], accounts } })
  return id
}
