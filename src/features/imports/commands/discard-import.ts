import 'server-only'
import { DomainError } from '@/domain/errors'
import { transact } from '@/server/transaction'
import type { Viewer } from '@/server/viewer'
import type { BatchStep } from '../schemas'

/** Puts a checked file aside; its rows stay readable, and the same file may come again. */
export async function discardImport(viewer: Viewer, { id, version }: BatchStep): Promise<{ id: string }> {
  return transact(viewer, async (tx, record) => {
    const { count } = await tx.importBatch.updateMany({ where: { id: BigInt(id), version, state: 'checked' }, data: { state: 'discarded', version: { increment: 1 } } })
    if (count !== 1) throw new DomainError('import-changed')
    await record({ stationId: 0, action: 'import.discarded', subject: 'import', subjectKey: id })
    return { id }
  })
}
