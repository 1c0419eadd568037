import 'server-only'
import { DomainError } from '@/domain/errors'
import { transact } from '@/server/transaction'
import { assertMay, type Viewer } from '@/server/viewer'
import { projectTypes } from '../queries'
import type { SaveType } from '../schemas'

/**
 * Sets which steps and gates a type of project has and how it is scored. Projects under way keep the type they began with.
 * @throws DomainError `forbidden`, `type-changed`
 */
export async function saveProjectType(viewer: Viewer, { type, version }: SaveType): Promise<{ version: number }> {
  assertMay(viewer, 'quality.configure')
  const before = (await projectTypes()).find((one) => one.type.code === type.code)
  if ((before?.version ?? 0) !== version) throw new DomainError('type-changed')
  return transact(viewer, async (tx, record) => {
    if (version === 0) await tx.qcProjectType.create({ data: { code: type.code, content: type } })
    else {
      const { count } = await tx.qcProjectType.updateMany({ where: { code: type.code, version }, data: { content: type, version: { increment: 1 } } })
      if (count !== 1) throw new DomainError('type-changed')
    }
    await record({ stationId: 0, action: 'qc-type.saved', subject: 'qc-type', subjectKey: type.code, after: type, ...(before ? { before: before.type } : {}) })
    return { version: version + 1 }
  })
}
