import 'server-only'
import { DomainError } from '@/domain/errors'
import { transactBulk } from '@/server/transaction'
import type { Viewer } from '@/server/viewer'
import { dropTables, tablesOf } from '../import-tables'
import { getImport } from '../queries'
import type { BatchStep } from '../schemas'

/** Puts a file aside; what was found stays readable, and the same file may come again. */
export async function discardImport(viewer: Viewer, { id, version }: BatchStep): Promise<{ id: string }> {
  await getImport(viewer, id)
  return transactBulk(viewer, async (client, record) => {
    const { rowCount } = await client.query(
      `UPDATE import_batch SET state = 'discarded', version = version + 1 WHERE id = $1 AND version = $2 AND state IN ('uploaded', 'checked')`,
      [id, version],
    )
    if (rowCount !== 1) throw new DomainError('import-changed')
    await dropTables(client, tablesOf(id))
    await record({ stationId: 0, action: 'import.discarded', subject: 'import', subjectKey: id })
    return { id }
  })
}
