import 'server-only'
import { DomainError } from '@/domain/errors'
import { dayInChina } from '@/server/clock'
import { toDbDate } from '@/server/database-dates'
import { transact, type Transaction } from '@/server/transaction'
import { assertMay, type Viewer } from '@/server/viewer'
import { assertAddable } from '../queries'
import type { ProposedSetting } from '../schemas'

/**
 * Proposes a value for a rule of accounts; it holds once another administrator has accepted it.
 * @throws DomainError `forbidden`, `setting-proposed` when another value of it waits, and those of `assertAddable`
 */
export async function proposeSetting(viewer: Viewer, { setting, requestKey }: { setting: ProposedSetting; requestKey: string }, at: Date): Promise<{ id: string }> {
  assertMay(viewer, 'account-rules.change')
  const { key, value, effectiveFrom, source, reason } = setting
  return transact(
    viewer,
    async (tx, record) => {
      await oneAtATime(tx)
      const waiting = await tx.identitySettingProposal.findFirst({ where: { key, state: 'proposed' }, select: { proposedByName: true } })
      if (waiting) throw new DomainError('setting-proposed', { by: waiting.proposedByName })
      await assertAddable(tx, setting, dayInChina(at))
      const { id } = await tx.identitySettingProposal.create({
        data: { key, value, effectiveFrom: toDbDate(effectiveFrom), source, reason, proposedById: viewer.userId, proposedByName: viewer.name, proposedAt: at },
      })
      await record({ stationId: 0, action: 'identity-setting.proposed', subject: 'identity-setting', subjectKey: key, after: { value, effectiveFrom, source }, reason })
      return { id: String(id) }
    },
    { key: requestKey, action: 'account-rule.propose' },
  )
}

/** Two that change rules at once shall not both find nothing against it. */
export const oneAtATime = (tx: Transaction): Promise<unknown> => tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended('account-rules', 0))::text`
