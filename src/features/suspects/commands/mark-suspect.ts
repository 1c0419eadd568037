import 'server-only'
import { DomainError } from '@/domain/errors'
import { getAccount } from '@/features/accounts/queries'
import { dayInChina } from '@/server/clock'
import { toDbDate } from '@/server/database-dates'
import { transact } from '@/server/transaction'
import { assertMay, type Viewer } from '@/server/viewer'
import type { MarkSuspect } from '../schemas'

const PAST = { dismiss: 'dismissed', snooze: 'snoozed', reopen: 'reopened' } as const

/**
 * Dismisses a suspect with a reason, puts it off, or takes it up again. What spoke against it is kept with the mark: later
 * scorings learn from it, and new signs bring the account back.
 * @throws DomainError `forbidden`, `account-not-found`, `not-a-suspect`, `snooze-past`
 */
export async function markSuspect(viewer: Viewer, input: MarkSuspect, at: Date): Promise<{ accountNo: string }> {
  assertMay(viewer, 'suspects.decide')
  const account = await getAccount(viewer, input.accountNo)
  if (input.decision === 'snooze' && input.until <= dayInChina(at)) throw new DomainError('snooze-past')
  return transact(
    viewer,
    async (tx, record) => {
      const key = { stationId: account.stationId, accountId: account.id }
      const suspect = await tx.suspect.findUnique({ where: { stationId_accountId: key } })
      if (!suspect) throw new DomainError('not-a-suspect', { accountNo: account.accountNo })
      const columns = { ...decided(input), rules: suspect.rules, modelPpm: suspect.modelPpm, byId: viewer.userId, byName: viewer.name, at }
      await tx.suspectMark.upsert({ where: { stationId_accountId: key }, create: { ...key, ...columns }, update: { ...columns, version: { increment: 1 } } })
      await record({
        stationId: account.stationId, action: `suspect.${PAST[input.decision]}`, subject: 'suspect', subjectKey: account.accountNo,
        after: { rules: suspect.rules, probabilityPpm: suspect.probabilityPpm, ...(input.decision === 'snooze' ? { until: input.until } : {}), ...(input.decision === 'dismiss' ? { reason: input.reason } : {}) },
        ...(input.decision === 'dismiss' && input.note !== '' ? { reason: input.note } : {}),
      })
      return { accountNo: account.accountNo }
    },
    { key: input.requestKey, action: 'suspect.mark' },
  )
}

function decided(input: MarkSuspect) {
  switch (input.decision) {
    case 'dismiss':
      return { state: 'dismissed' as const, reason: input.reason, note: input.note, until: null }
    case 'snooze':
      return { state: 'snoozed' as const, reason: null, note: '', until: toDbDate(input.until) }
    case 'reopen':
      return { state: 'open' as const, reason: null, note: '', until: null }
  }
}
