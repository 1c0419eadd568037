import 'server-only'
import { DomainError } from '@/domain/errors'
import { mayDo } from '@/domain/identity/permissions'
import { transact } from '@/server/transaction'
import type { Viewer } from '@/server/viewer'
import { getOpenChange, type CategoryChange } from '../queries'
import type { DecideChange } from '../schemas'
import { applyFacts, assertAsSeen } from './change-category'

/** What the viewer may do with a change: a new class is applied by someone else than who proposed it. */
export function availableDecisions({ classChanges, proposerId }: CategoryChange, viewer: Viewer): DecideChange['decision'][] {
  const own = proposerId === viewer.userId
  const mayApply = mayDo(viewer.role, 'tariffs.release') && !(classChanges && own)
  const mayReject = mayDo(viewer.role, 'tariffs.release') || own
  return [...(mayApply ? (['apply'] as const) : []), ...(mayReject ? (['reject'] as const) : [])]
}

/** @throws DomainError `change-not-found`, `tariff-four-eyes`, `category-changed`, `synonym-taken` */
export async function decideChange(viewer: Viewer, { id, decision }: DecideChange, at: Date): Promise<{ category: string }> {
  const change = await getOpenChange(id)
  if (!availableDecisions(change, viewer).includes(decision)) throw new DomainError('tariff-four-eyes')
  const { categoryCode: code, before, proposed } = change
  return transact(viewer, async (tx, record) => {
    const { count } = await tx.tariffCategoryChange.updateMany({
      where: { id: BigInt(id), state: 'proposed' },
      data: { state: decision === 'apply' ? 'applied' : 'rejected', decidedById: viewer.userId, decidedByName: viewer.name, decidedAt: at },
    })
    if (count !== 1) throw new DomainError('change-not-found')
    if (decision === 'apply') {
      await assertAsSeen(tx, code, before)
      await applyFacts(tx, record, { code, before, facts: proposed })
    } else await record({ stationId: 0, action: 'tariff-category.change-rejected', subject: 'tariff-category', subjectKey: code, before, after: proposed })
    return { category: code }
  })
}
