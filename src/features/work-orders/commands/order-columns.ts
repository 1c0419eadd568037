import 'server-only'
import type { AuditAction } from '@/domain/audit-log/audit-actions'
import { Prisma } from '@/generated/prisma/client'
import { toDbDate } from '@/server/database-dates'
import { categoryIdIn, type Planned } from '../planned'
import type { OrderForm } from '../schemas'
import { transfersToJson } from '../stored-order'

/** The columns that the form decides, for creating and editing alike. */
export function orderFields(planned: Planned, { finding, reason, evidence, inspectorName, campaign }: OrderForm) {
  return { finding, reason, evidence, inspectorName: inspectorName || null, campaign: campaign || null, ...planFields(planned) }
}

/** The columns that follow from the plan. */
export function planFields(planned: Planned) {
  const { terms, effectiveFrom, breach, alternating } = planned
  return {
    effectiveFrom: toDbDate(effectiveFrom),
    remainderCategoryId: categoryIdIn(planned, terms.remainder),
    splits: terms.splits.length === 0 ? Prisma.DbNull : terms.splits,
    breach: breach ?? Prisma.DbNull,
    partnerAccountId: alternating?.partner.id ?? null,
    transfers: alternating ? transfersToJson(alternating.transfers) : Prisma.DbNull,
  }
}

/** What is frozen at submission. */
export const frozenSums = ({ differenceFen, penaltyFen }: Pick<Planned, 'differenceFen' | 'penaltyFen'>) => ({ differenceFen, penaltyFen: penaltyFen === 0n ? null : penaltyFen })

export const entry = (order: { stationId: number; number: string }, action: AuditAction) => ({
  stationId: order.stationId,
  action,
  subject: 'work-order',
  subjectKey: order.number,
})

/** What the audit log keeps of an order's contents. */
export const auditView = (planned: Planned, { finding, reason, evidence }: Pick<OrderForm, 'finding' | 'reason' | 'evidence'>) => {
  const { account, current, terms, effectiveFrom, breach, alternating } = planned
  return {
    accountNo: account.accountNo,
    from: current.terms,
    to: terms,
    effectiveFrom,
    finding,
    reason,
    evidence,
    ...(breach ? { breach } : {}),
    ...(alternating ? { partner: alternating.partner.accountNo, transfers: transfersToJson(alternating.transfers) } : {}),
  }
}

/** What the audit log keeps of a submission. */
export const submittedView = ({ differenceFen, penaltyFen }: Pick<Planned, 'differenceFen' | 'penaltyFen'>) => ({
  differenceFen: String(differenceFen),
  ...(penaltyFen === 0n ? {} : { penaltyFen: String(penaltyFen) }),
})
