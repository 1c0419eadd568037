import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { givenAccount, givenBills, givenStation } from '@tests/factories/register'
import { viewerAs } from '@tests/factories/viewers'
import { billingMonth } from '@/domain/plain-date'
import { auditBills } from '@/features/bills/audit-queries'
import { createOrder } from '@/features/work-orders/commands/create-order'
import { decideOrder } from '@/features/work-orders/commands/decide-order'

const JULY = billingMonth('2013-07')
const AT = new Date('2013-10-08T02:00:00Z')

it('a month’s bills match, until a correction puts another assignment on record: then the posted bill is the one that differs', async () => {
  const station = await givenStation()
  const home = await givenAccount(station)
  const shop = await givenAccount(station)
  for (const account of [home, shop]) await givenBills(station, account, JULY, [1000])
  const outcomes = async () => {
    const all = new Map<string, unknown>()
    for await (const { accountNo, check } of auditBills(viewerAs('supervisor'), JULY, station.id)) all.set(accountNo, check)
    return [all.get(home.accountNo), all.get(shop.accountNo)]
  }
  expect(await outcomes()).toEqual([{ outcome: 'match' }, { outcome: 'match' }])

  const correction = { accountNo: shop.accountNo, terms: { remainder: 'COM-1', splits: [] }, effectiveFrom: '2013-07-01', finding: 'low_tariff_high_use' as const, reason: 'a shop', evidence: '', requestKey: randomUUID(), submit: true }
  const { number } = await createOrder(viewerAs('clerk'), correction, AT)
  await decideOrder(viewerAs('supervisor'), { number, version: 2, decision: 'approve-and-apply', requestKey: randomUUID() }, AT)
  expect(await outcomes()).toEqual([{ outcome: 'match' }, { outcome: 'differs', kind: 'price', expectedFen: 73_350n, differenceFen: 18_660n, fits: ['RES-1'] }])
})

it('shows nothing of stations outside of the viewer’s scope', async () => {
  const station = await givenStation()
  await givenBills(station, await givenAccount(station), JULY, [1000])
  const elsewhere = viewerAs('supervisor', { stations: [station.id + 1000] })
  expect(await auditBills(elsewhere, JULY, station.id).next()).toEqual({ done: true, value: undefined })
})
