import 'server-only'
import { toDbDate } from '@/server/database-dates'
import { answerOnce } from '@/server/answer-once'
import { transact, type AuditEntry, type Transaction } from '@/server/transaction'
import { assertMay, type Viewer } from '@/server/viewer'
import { assertAddable, daysOf } from '../queries'
import type { DatedRule, RuleKind } from '../schemas'

/**
 * Adds a rule that holds from a day on. Rules are never edited: a later one takes over, and what was reckoned before stays.
 * @throws DomainError `forbidden`, `rule-month-closed` when it reaches into a month that is closed at any station,
 *   `rule-date-taken` when its day has a rule already
 */
export async function addDatedRule(viewer: Viewer, { rule, requestKey }: { rule: DatedRule; requestKey: string }): Promise<{ kind: RuleKind }> {
  assertMay(viewer, 'rules.add')
  const request = { key: requestKey, action: 'dated-rule.add' }
  return answerOnce(viewer, request, () =>
    transact(
      viewer,
      async (tx, record) => {
        // One at a time: two that ask for the same day at once shall not both find it free.
        await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended('dated-rules', 0))::text`
        await assertAddable(tx, rule)
        await record(await written(tx, rule))
        return { kind: rule.kind }
      },
      request,
    ),
  )
}

/** Writes the rule's rows. @returns the entry that says so */
async function written(tx: Transaction, rule: DatedRule): Promise<AuditEntry> {
  switch (rule.kind) {
    case 'penalty': {
      const { kind: _, effectiveFrom, ...values } = rule
      await tx.penaltyRule.create({ data: { effectiveFrom: toDbDate(effectiveFrom), ...values } })
      return { stationId: 0, action: 'penalty-rule.added', subject: 'penalty-rule', subjectKey: effectiveFrom, after: values }
    }
    case 'due': {
      const { state, effectiveFrom, workingDays, source } = rule
      await tx.orderDueRule.create({ data: { state, effectiveFrom: toDbDate(effectiveFrom), workingDays, source } })
      return { stationId: 0, action: 'due-rule.added', subject: 'due-rule', subjectKey: `${state} ${effectiveFrom}`, after: { workingDays, source } }
    }
    case 'calendar': {
      const { from, to, isWorking, source } = rule
      await tx.calendarException.createMany({ data: daysOf(rule).map((day) => ({ day: toDbDate(day), isWorking, source })) })
      return { stationId: 0, action: 'calendar.days-added', subject: 'calendar', subjectKey: `${from} ${to}`, after: { isWorking, source } }
    }
  }
}
