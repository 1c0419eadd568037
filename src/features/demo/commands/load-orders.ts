import 'server-only'
import { randomUUID } from 'node:crypto'
import { addMonths, firstDayOf, type BillingMonth } from '@/domain/plain-date'
import { rebuildTotals } from '@/features/bills/commands/rebuild-totals'
import { createOrder } from '@/features/work-orders/commands/create-order'
import { decideOrder } from '@/features/work-orders/commands/decide-order'
import { verifyAppliedOrders } from '@/features/work-orders/commands/verify-applied-orders'
import { getOrder } from '@/features/work-orders/queries'
import type { Decision } from '@/features/work-orders/choices'
import { db } from '@/server/db'
import { system } from '@/server/scope'
import { transactBulk } from '@/server/transaction'
import type { Viewer } from '@/server/viewer'
import { FOLLOWED, followedBills, OPEN, orderAccounts, orderForm, type OrderCase } from '../order-cases'
import { MONTHS, OPEN_MONTH, STATION } from '../origin-figures'
import { demoStation, type DemoStation } from '../station'
import { loadComplaints } from './load-complaints'
import { demoPeople, type DemoPeople } from './demo-people'

const DAY_MS = 86_400_000
const LAST = MONTHS.at(-1) ?? OPEN_MONTH

/** What happened to an order after it was submitted: who did what, with what reason. */
type Course = readonly [by: 'clerk' | 'supervisor', decision: Decision, reason?: string][]

const COURSES: Readonly<{ [name in OrderCase]: { by: 'clerk' | 'clerk2'; daysAgo: number; submit: boolean; then: Course } }> = {
  closed: { by: 'clerk', daysAgo: 40, submit: true, then: [['supervisor', 'approve-and-apply']] },
  verified: { by: 'clerk2', daysAgo: 39, submit: true, then: [['supervisor', 'approve-and-apply']] },
  raised: { by: 'clerk', daysAgo: 38, submit: true, then: [['supervisor', 'approve-and-apply']] },
  verifiedRecord: { by: 'clerk', daysAgo: 37, submit: true, then: [['supervisor', 'approve-and-apply']] },
  draft: { by: 'clerk', daysAgo: 1, submit: false, then: [] },
  returned: { by: 'clerk', daysAgo: 4, submit: true, then: [['supervisor', 'return', '请补充门面用电的测算表，并核对执行日期。']] },
  toApprove: { by: 'clerk', daysAgo: 2, submit: true, then: [] },
  unknownStart: { by: 'clerk2', daysAgo: 6, submit: true, then: [] },
  approved: { by: 'clerk', daysAgo: 3, submit: true, then: [['supervisor', 'approve']] },
  applied: { by: 'clerk', daysAgo: 5, submit: true, then: [['supervisor', 'approve-and-apply']] },
  rejected: { by: 'clerk2', daysAgo: 7, submit: true, then: [['supervisor', 'reject', '现场复核为居民自用，证据不足。']] },
  cancelled: { by: 'clerk', daysAgo: 8, submit: true, then: [['clerk', 'cancel', '重复登记，与普查组的工作单合并办理。']] },
  reversed: { by: 'clerk', daysAgo: 12, submit: true, then: [['supervisor', 'approve-and-apply']] },
  objected: { by: 'clerk2', daysAgo: 9, submit: true, then: [['supervisor', 'approve-and-apply']] },
  moved: { by: 'clerk', daysAgo: 10, submit: true, then: [['supervisor', 'approve-and-apply']] },
}

/**
 * Gives the demonstration station its work orders, in every state there is, and complaints about some: by the commands that
 * people use, first before September's bills of a few accounts came, then after. Needs the station and its users; does nothing
 * when it has been done, and goes on with the first order that is missing when it was interrupted.
 */
export async function loadOrders(viewer: Viewer, at: Date): Promise<void> {
  const station = await db(viewer).station.findFirst({ where: { code: STATION.code } })
  if (!station || (await isDone(station.id))) return
  const context: Loading = { stationId: station.id, people: await demoPeople(station.id), generated: demoStation(), numbers: new Map(), at }
  await openMonth(viewer, station.id, LAST)
  for (const name of FOLLOWED) await loadOrder(context, name)
  await bringBills(viewer, context)
  await verifyAppliedOrders(viewer, { stationId: station.id, month: LAST }, at)
  await decide(context, 'closed', 'supervisor', 'close', undefined, at)
  for (const name of OPEN) await loadOrder(context, name)
  await loadComplaints(context.people, context.numbers, at)
  await transactBulk(viewer, (_, record) => record({ stationId: station.id, action: LOADED, subject: 'station', subjectKey: STATION.code, after: { orders: context.numbers.size } }))
}

const LOADED = 'demo.orders-loaded'

interface Loading {
  stationId: number
  people: DemoPeople
  generated: DemoStation
  /** The orders made so far. */
  numbers: Map<OrderCase, string>
  at: Date
}

const isDone = async (stationId: number): Promise<boolean> => (await db(system('demo')).auditLog.count({ where: { stationId, action: LOADED } })) > 0

async function openMonth(viewer: Viewer, stationId: number, month: BillingMonth): Promise<void> {
  await transactBulk(viewer, async (client, record) => {
    await client.query('UPDATE station SET open_month = $2 WHERE id = $1', [stationId, firstDayOf(month)])
    await record({ stationId, action: 'demo.month-opened', subject: 'station', subjectKey: STATION.code, after: { month } })
  })
}

async function loadOrder(context: Loading, name: OrderCase): Promise<void> {
  const { people, generated, numbers, at } = context
  const account = orderAccounts(generated).get(name)
  if (!account) return
  const known = await db(system('demo')).workOrder.findFirst({ where: { stationId: context.stationId, reversesId: null, account: { accountNo: account.accountNo } }, select: { number: true } })
  if (known) return void numbers.set(name, known.number)
  const { by, daysAgo, submit, then } = COURSES[name]
  const made = new Date(at.getTime() - daysAgo * DAY_MS)
  const place = generated.accounts.indexOf(account)
  const bills = generated.bills.filter((bill) => bill.account === place)
  const { number } = await createOrder(people[by], { ...orderForm(name, account, bills), submit, requestKey: randomUUID() }, made)
  numbers.set(name, number)
  for (const [who, decision, reason] of then) await decide(context, name, who, decision, reason, new Date(made.getTime() + DAY_MS / 2))
}

async function decide({ people, numbers }: Loading, name: OrderCase, by: keyof DemoPeople, decision: Decision, reason: string | undefined, at: Date): Promise<void> {
  const { number, version, state } = await getOrder(people[by], numbers.get(name) ?? '')
  if (decision === 'close' && state !== 'verified') return
  await decideOrder(people[by], { number, version, decision, requestKey: randomUUID(), ...(reason === undefined ? {} : { reason }) }, at)
}

/** September's bills of the accounts that were corrected before, as the marketing system made them; then October is open. */
async function bringBills(viewer: Viewer, { stationId, generated }: Loading): Promise<void> {
  await transactBulk(viewer, async (client, record) => {
    const bills = followedBills(generated)
    for (const { account, kwh, fen, yearToDateKwh, billedOn } of bills) {
      await client.query(INSERT_BILL, [stationId, generated.accounts[account]?.accountNo, firstDayOf(LAST), kwh * 1000, fen, yearToDateKwh * 1000, firstDayOf(addMonths(LAST, 1)), billedOn])
    }
    await rebuildTotals(client, stationId, [LAST])
    await client.query('UPDATE station SET open_month = $2 WHERE id = $1', [stationId, firstDayOf(OPEN_MONTH)])
    await record({ stationId, action: 'demo.bills-brought', subject: 'station', subjectKey: STATION.code, after: { month: LAST, bills: bills.length } })
  })
}

const INSERT_BILL = `
  INSERT INTO bill (station_id, account_id, month, energy_wh, amount_fen, year_to_date_wh, period_from, period_to, district_id, category_id)
  SELECT a.station_id, a.id, $3::date, $4, $5, $6, $3::date, $7::date, a.district_id, c.id
  FROM account a, tariff_category c WHERE a.station_id = $1 AND a.account_no = $2 AND c.code = $8
  ON CONFLICT DO NOTHING`
