import { beforeEach, expect, it } from 'vitest'
import { givenAccount, givenBills, givenStation, type GivenStation } from '@tests/factories/register'
import { viewerAs } from '@tests/factories/viewers'
import { AT, decide, givenApplied, orderFormFor, reversalOf } from '@tests/factories/work-orders'
import { billingMonth } from '@/domain/plain-date'
import { createOrder } from '@/features/work-orders/commands/create-order'
import { orderRegister, registerMonths } from '@/features/work-orders/register-queries'

const clerk = viewerAs('clerk')
const supervisor = viewerAs('supervisor')
const OCTOBER = billingMonth('2013-10')

let station: GivenStation
beforeEach(async () => {
  station = await givenStation()
})

async function givenBilled(): Promise<{ id: bigint; accountNo: string }> {
  const account = await givenAccount(station)
  await givenBills(station, account, billingMonth('2013-09'), [1000])
  return account
}

it('holds every number of the month, and sums what stands in the books', async () => {
  await givenApplied(clerk, supervisor, await givenBilled(), { breach: { penaltyFactor: null, startUnknown: false } })
  const { number: cancelled } = await createOrder(clerk, orderFormFor(await givenBilled()), AT)
  await decide(clerk, cancelled, 'cancel', { reason: 'a slip' })
  await createOrder(clerk, orderFormFor(await givenBilled(), { submit: false }), AT)
  const reversed = await givenApplied(clerk, supervisor, await givenBilled())
  await decide(supervisor, await reversalOf(clerk, reversed), 'approve-and-apply')
  const { rows, applied } = await orderRegister(clerk, station, OCTOBER)
  expect(rows.map(({ number, state, differenceFen, penaltyFen }) => [number.slice(-4), state, differenceFen, penaltyFen])).toEqual([
    ['0001', 'applied', 18_660n, 37_320n],
    ['0002', 'cancelled', 18_660n, 0n],
    ['0003', 'draft', null, null],
    ['0004', 'reversed', 18_660n, 0n],
    ['0005', 'applied', -18_660n, 0n],
  ])
  expect(applied).toEqual({ orders: 3, differenceFen: 18_660n, penaltyFen: 37_320n })
  expect(await registerMonths(clerk, station)).toEqual([OCTOBER])
})

it('shows nothing of another station', async () => {
  await givenApplied(clerk, supervisor, await givenBilled())
  expect((await orderRegister(viewerAs('clerk', { stations: [station.id + 1000] }), station, OCTOBER)).rows).toEqual([])
})
