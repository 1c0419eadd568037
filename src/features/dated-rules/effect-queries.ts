import 'server-only'
import { firstMonthOf } from '@/domain/back-billing/penalty-rules'
import { dueOn } from '@/domain/work-order/due'
import { UNDER_WAY, type OrderState } from '@/domain/work-order/transitions'
import type { BillingMonth, PlainDate } from '@/domain/plain-date'
import { Prisma } from '@/generated/prisma/client'
import { dueBook, type DueBook } from '@/features/order-desk/due-queries'
import { penaltyRules } from '@/features/work-orders/penalty-rule-queries'
import { db } from '@/server/db'
import { assertMay, inScope, scopeArray, type Viewer } from '@/server/viewer'
import { assertAddable, daysOf } from './queries'
import type { DatedRule } from './schemas'

/** What a rule would change and from when, for a second look before it is added. */
export type RuleEffect =
  | {
      kind: 'penalty'
      firstMonth: BillingMonth
      /** The rule that stands there now; null where none does. */
      before: { factor: string; fixed: boolean; monthsWhenUnknown: number } | null
      /** Where the next rule takes over again. */
      until: PlainDate | null
      /** Orders under way with a customer's breach, which are reckoned again when they are submitted or approved. */
      orders: number
    }
  | { kind: 'due'; beforeDays: number | null; until: PlainDate | null; orders: number }
  | { kind: 'calendar'; days: number; orders: number }

/** @throws DomainError what stands against adding it, as `addDatedRule` does */
export async function ruleEffect(viewer: Viewer, rule: DatedRule): Promise<RuleEffect> {
  assertMay(viewer, 'rules.add')
  await assertAddable(db(viewer), rule)
  if (rule.kind === 'penalty') return penaltyEffect(viewer, rule)
  const book = await dueBook()
  if (rule.kind === 'calendar') {
    const days = daysOf(rule)
    return { kind: 'calendar', days: days.length, orders: await movedOrders(viewer, book, { ...book, exceptions: new Map([...book.exceptions, ...days.map((day) => [day, rule.isWorking] as const)]) }) }
  }
  const own = book.rules.filter(({ state }) => state === rule.state).toSorted((a, b) => (a.effectiveFrom < b.effectiveFrom ? -1 : 1))
  return {
    kind: 'due',
    beforeDays: own.findLast(({ effectiveFrom }) => effectiveFrom <= rule.effectiveFrom)?.workingDays ?? null,
    until: own.find(({ effectiveFrom }) => effectiveFrom > rule.effectiveFrom)?.effectiveFrom ?? null,
    orders: await movedOrders(viewer, book, { ...book, rules: [...book.rules, rule] }),
  }
}

async function penaltyEffect(viewer: Viewer, { effectiveFrom }: DatedRule & { kind: 'penalty' }): Promise<RuleEffect> {
  const [rules, orders] = await Promise.all([
    penaltyRules(),
    db(viewer).workOrder.count({ where: { ...inScope(viewer), state: { in: [...UNDER_WAY] }, breach: { not: Prisma.DbNull } } }),
  ])
  const before = rules.findLast((rule) => rule.effectiveFrom <= effectiveFrom)
  return {
    kind: 'penalty',
    firstMonth: firstMonthOf(effectiveFrom),
    before: before ? { factor: before.factor, fixed: before.fixed, monthsWhenUnknown: before.monthsWhenUnknown } : null,
    until: rules.find((rule) => rule.effectiveFrom > effectiveFrom)?.effectiveFrom ?? null,
    orders,
  }
}

/** How many orders that wait for somebody would be due on another day. */
async function movedOrders(viewer: Viewer, before: DueBook, after: DueBook): Promise<number> {
  const states = [...new Set(after.rules.map(({ state }) => state))]
  const scope = scopeArray(viewer)
  const rows = await db(viewer).$queryRaw<{ state: OrderState; since: PlainDate; orders: number }[]>`
    SELECT state::text AS state, (state_since AT TIME ZONE 'Asia/Shanghai')::date::text AS since, count(*)::int AS orders
    FROM work_order WHERE state::text = ANY(${states}::text[]) AND (${scope}::int[] IS NULL OR station_id = ANY(${scope}::int[])) GROUP BY 1, 2`
  return rows.reduce((sum, { state, since, orders }) => sum + (dueOn(state, since, before.rules, before.exceptions) === dueOn(state, since, after.rules, after.exceptions) ? 0 : orders), 0)
}
