import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { givenSubmitted } from '@tests/factories/order-desk'
import { asDatabaseOwner } from '@tests/factories/owner'
import { givenStation, type GivenStation } from '@tests/factories/register'
import { viewerAs } from '@tests/factories/viewers'
import { AT } from '@tests/factories/work-orders'
import { findDrift, monthsWithBooks } from '@/features/bills/verify-queries'
import { takeSteps } from '@/features/work-orders/commands/decide-order'
import { decideSetWise } from '@/features/work-orders/commands/set-wise/decide-set-wise'
import type { SetWiseDecision } from '@/features/work-orders/schemas-set-wise'
import { getOrder } from '@/features/work-orders/queries'
import { pool } from '@/server/db'
import { system } from '@/server/scope'

const clerk = viewerAs('clerk')
const supervisor = viewerAs('supervisor')

/** Of every sort that is plain: whole, split by ratio, split by quantity, beginning within a month, a refund that is none. */
const FORMS = [
  {},
  { terms: { remainder: 'RES-1', splits: [{ method: 'fixed-ratio', category: 'COM-1', ratio: '0.3' }] }, finding: 'split_not_applied' },
  { terms: { remainder: 'COM-1', splits: [{ method: 'fixed-quantity', category: 'AGR-1', kwh: '120' }] }, effectiveFrom: '2013-08-01' },
  { effectiveFrom: '2013-08-11', reason: '=HYPERLINK("x") “quotes” \\ and \n lines' },
  { terms: { remainder: 'AGR-1', splits: [] } },
]

/** Every row that deciding writes, with what differs between two stations by nature taken out. */
async function rowsOf({ id, code, districtId }: GivenStation): Promise<unknown> {
  const plain = (json: unknown) => JSON.parse(JSON.stringify(json).replaceAll(code, 'STATION').replaceAll(/STATION\d{6}/g, 'ACCOUNT')) as unknown
  const tables = {
    work_order: `to_jsonb(t) - '{id,station_id,account_id,state_since,previous_assignment_id}'::text[] || jsonb_build_object('previous', previous_assignment_id IS NOT NULL)`,
    tariff_assignment: `to_jsonb(t) - '{id,station_id,account_id,opened_by_order_id,closed_by_order_id}'::text[] || jsonb_build_object('opened', opened_by_order_id IS NOT NULL, 'closed', closed_by_order_id IS NOT NULL)`,
    adjustment: `to_jsonb(t) - '{id,station_id,account_id,work_order_id,district_id}'::text[]`,
    station_monthly_total: `to_jsonb(t) - '{station_id}'::text[]`,
    district_monthly_total: `to_jsonb(t) - '{station_id,district_id}'::text[]`,
    audit_log: `to_jsonb(t) - '{id,station_id,at,request_id}'::text[]`,
  }
  const rows: Record<string, unknown> = {}
  for (const [table, columns] of Object.entries(tables)) {
    const order = table === 'station_monthly_total' || table === 'district_monthly_total' ? 'month, category_id' : 'id'
    const skip = table === 'audit_log' ? `AND subject <> 'station'` : ''
    rows[table] = plain((await pool(system('test')).query(`SELECT ${columns} AS row FROM ${table} t WHERE station_id = $1 ${skip} ORDER BY ${order}`, [id])).rows.map(({ row }: { row?: unknown }) => row))
  }
  expect(districtId).toBeGreaterThan(0)
  return rows
}

const seen = async (number: string) => (await getOrder(supervisor, number)).version

describe.each(['approve', 'approve-and-apply', 'return'] as const satisfies readonly SetWiseDecision[])('%s', (decision) => {
  let oneByOne: GivenStation
  let atOnce: GivenStation
  beforeAll(async () => {
    oneByOne = await givenStation()
    atOnce = await givenStation()
    const reason = decision === 'return' ? { reason: '请核对' } : {}
    for (const number of await givenSubmitted(oneByOne, clerk, FORMS)) {
      await takeSteps(supervisor, { number, version: await seen(number), decision, requestKey: randomUUID(), ...reason }, AT, { key: randomUUID(), action: 'test' })
    }
    const numbers = await givenSubmitted(atOnce, clerk, FORMS)
    const wanted = await Promise.all(numbers.map(async (number) => ({ number, version: await seen(number), decision, ...reason })))
    const decided = await decideSetWise(supervisor, wanted, AT)
    expect([...decided.keys()].sort()).toEqual(numbers)
  })

  it('leaves the same rows at once as one by one', async () => {
    expect(await rowsOf(atOnce)).toEqual(await rowsOf(oneByOne))
  })

  it('leaves books that add up', async () => {
    expect(await findDrift(atOnce.id, await monthsWithBooks(atOnce.id))).toEqual([])
  })
})

describe('what is not plain is left alone', () => {
  it.each([
    ['the preparer’s own', async (number: string) => decideSetWise({ ...supervisor, userId: clerk.userId }, [{ number, version: await seen(number), decision: 'approve' }], AT)],
    ['another version than was seen', async (number: string) => decideSetWise(supervisor, [{ number, version: (await seen(number)) + 1, decision: 'approve' }], AT)],
    ['a clerk deciding', async (number: string) => decideSetWise(clerk, [{ number, version: await seen(number), decision: 'approve' }], AT)],
    ['out of scope', async (number: string) => decideSetWise({ ...supervisor, stations: [] }, [{ number, version: await seen(number), decision: 'approve' }], AT)],
    ['returned without a reason', async (number: string) => decideSetWise(supervisor, [{ number, version: await seen(number), decision: 'return' }], AT)],
    ['applied before it is approved', async (number: string) => decideSetWise(supervisor, [{ number, version: await seen(number), decision: 'apply' }], AT)],
  ])('%s', async (_, decided) => {
    const [number = ''] = await givenSubmitted(await givenStation(), clerk, [{}])
    expect((await decided(number)).size).toBe(0)
    expect(await getOrder(supervisor, number)).toMatchObject({ state: 'submitted', version: 2 })
  })

  it('an order that carries something unknown to it', async () => {
    const [number = ''] = await givenSubmitted(await givenStation(), clerk, [{}])
    await asDatabaseOwner('ALTER TABLE work_order ADD COLUMN something_new text')
    await asDatabaseOwner('UPDATE work_order SET something_new = $2 WHERE number = $1', [number, 'to be minded'])
    try {
      expect((await decideSetWise(supervisor, [{ number, version: 2, decision: 'approve' }], AT)).size).toBe(0)
    } finally {
      await asDatabaseOwner('ALTER TABLE work_order DROP COLUMN something_new')
    }
    expect((await decideSetWise(supervisor, [{ number, version: 2, decision: 'approve' }], AT)).size).toBe(1)
  })
})
