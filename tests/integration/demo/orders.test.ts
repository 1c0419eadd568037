import { beforeAll, describe, expect, it } from 'vitest'
import { COMPLAINT_STATES } from '@/domain/complaint/transitions'
import { billingMonth } from '@/domain/plain-date'
import { ORDER_STATES } from '@/domain/work-order/transitions'
import { findDrift, monthsWithBooks } from '@/features/bills/verify-queries'
import { complaintCounts } from '@/features/complaints/queries'
import { TOUR_ACCOUNT_NO } from '@/features/demo/account'
import { loadOrders } from '@/features/demo/commands/load-orders'
import { loadStation } from '@/features/demo/commands/load-station'
import { loadUsers } from '@/features/demo/commands/load-users'
import { orderCounts } from '@/features/work-orders/queries'
import { recovered } from '@/features/work-orders/recovered-queries'
import { db, pool } from '@/server/db'
import { dayInChina } from '@/server/clock'
import { system } from '@/server/scope'
import { commandLineOperator } from '@/server/viewer'

const AT = new Date('2026-01-15T02:00:00Z')
const operator = commandLineOperator()

describe('the demonstration’s orders', () => {
  beforeAll(async () => {
    await loadStation(operator, AT, { ifEmpty: true })
    await loadUsers(operator)
    await loadOrders(operator, AT)
  }, 120_000)

  it('stand in every state, some of them returned, with a penalty, on two accounts, reversed', async () => {
    const counts = await orderCounts(operator)
    expect(ORDER_STATES.filter((state) => counts[state] === 0)).toEqual([])
    expect(await db(system('test')).workOrder.count({ where: { state: 'draft', NOT: { decisionReason: null } } })).toBe(1)
    expect(await db(system('test')).workOrder.count({ where: { penaltyFen: { gt: 0 } } })).toBeGreaterThanOrEqual(3)
    expect(await db(system('test')).workOrder.count({ where: { NOT: { partnerAccountId: null }, state: 'applied' } })).toBe(1)
    expect(await db(system('test')).workOrder.count({ where: { NOT: { reversesId: null } } })).toBe(2)
  })

  it('have complaints in every state', async () => {
    const states = await db(system('test')).complaint.groupBy({ by: ['state'] })
    expect(states.map(({ state }) => state).sort()).toEqual([...COMPLAINT_STATES].sort())
    expect((await complaintCounts(operator, dayInChina(AT))).overdue).toBeGreaterThan(0)
  })

  it('leave June and July 2013 as they were, all totals sound, the tour’s supermarket free, October open', async () => {
    const range = { from: billingMonth('2013-06'), to: billingMonth('2013-07') }
    for (const by of ['belonging', 'posted'] as const) expect((await recovered(operator, range))[by].total).toEqual({ amountFen: 0n, penaltyFen: 0n, orders: 0 })
    expect(await db(system('test')).workOrder.count({ where: { account: { accountNo: TOUR_ACCOUNT_NO } } })).toBe(0)
    const { rows } = await pool(system('test')).query<{ id: number; open: string; bills: number }>(`SELECT s.id, to_char(open_month, 'YYYY-MM') AS open, (SELECT count(*)::int FROM bill WHERE month = '2013-09-01') AS bills FROM station s`)
    expect(rows).toMatchObject([{ open: '2013-10', bills: 21_396 }])
    expect(await findDrift(rows[0]?.id ?? 0, await monthsWithBooks(rows[0]?.id ?? 0))).toEqual([])
  })

  it('a second load changes nothing', async () => {
    const before = await db(system('test')).auditLog.count()
    await loadOrders(operator, AT)
    expect(await db(system('test')).auditLog.count()).toBe(before)
  })
})
