import 'server-only'
import { DomainError } from '@/domain/errors'
import type { Mapping } from '@/domain/imports/columns'
import { headerPrint } from '@/domain/imports/header'
import { rememberedColumns } from '@/domain/imports/known-mapping'
import { transact } from '@/server/transaction'
import type { Viewer } from '@/server/viewer'
import { getImport } from '../queries'
import type { ChooseMapping } from '../schemas'

/**
 * Settles which column is which, and remembers it for files with the same header.
 * @throws DomainError `import-changed`, `mapping-outside` (a place that the file does not have)
 */
export async function chooseMapping(viewer: Viewer, { id, version, kind, mapping, source }: ChooseMapping, at: Date): Promise<{ id: string }> {
  const batch = await getImport(viewer, id)
  if (batch.kind !== kind || Object.values(mapping).some((place) => place >= batch.header.length)) throw new DomainError('mapping-outside')
  const columns = rememberedColumns(batch.header, mapping)
  return transact(viewer, async (tx, record) => {
    const { count } = await tx.importBatch.updateMany({
      where: { id: BigInt(id), version, state: { in: ['uploaded', 'checked'] } },
      data: { mapping, source, version: { increment: 1 } },
    })
    if (count !== 1) throw new DomainError('import-changed')
    // What was confirmed was what the columns said before.
    if (!sameMapping(batch.mapping, mapping)) await tx.$executeRaw`UPDATE import_row SET decision = jsonb_set(decision, '{confirmed}', 'null') WHERE batch_id = ${BigInt(id)} AND decision IS NOT NULL`
    const remembered = { source, columns, byName: viewer.name, at }
    const key = { kind, fingerprint: headerPrint(batch.header) }
    await tx.importMapping.upsert({ where: { kind_fingerprint: key }, create: { ...key, ...remembered }, update: remembered })
    await record({ stationId: 0, action: 'import.mapped', subject: 'import', subjectKey: id, after: { columns: Object.fromEntries(Object.entries(columns).map(([column, { name }]) => [column, name])), source } })
    return { id }
  })
}

const sameMapping = (one: Mapping, other: Mapping): boolean => Object.keys({ ...one, ...other }).every((column) => one[column] === other[column])
