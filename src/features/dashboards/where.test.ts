import { describe, expect, it } from 'vitest'
import { wh } from '@/domain/energy'
import { fen } from '@/domain/money'
import { billingMonth } from '@/domain/plain-date'
import { heatRows, rankPlaces } from './where'

const PLACES = [{ id: 1, code: 'A', name: 'large' }, { id: 2, code: 'B', name: 'small' }, { id: 3, code: 'C', name: 'gone' }]
const row = (placeId: number, month: string, amount: bigint, energy = amount * 20n, accounts = 10) => ({ placeId, month: billingMonth(month), categoryId: 1, accounts, energyWh: wh(energy), amountFen: fen(amount) })
const ROWS = [row(1, '2013-06', 1_000_000n), row(1, '2013-07', 1_200_000n), row(2, '2013-06', 100n), row(2, '2013-07', 300n), row(3, '2013-06', 500n)]
const [JUNE, JULY] = [billingMonth('2013-06'), billingMonth('2013-07')]

describe('places ranked', () => {
  it('stand with their change; a place without bills in the month is left out', () => {
    const ranked = rankPlaces(ROWS, PLACES, JULY, JUNE, String)
    expect(ranked.map(({ name, changeFen, worthFen }) => [name, changeFen, worthFen])).toEqual([['large', 200_000n, 0n], ['small', 200n, 0n]])
  })

  it('of which one is new have no change', () => {
    expect(rankPlaces([row(1, '2013-07', 100n)], PLACES, JULY, JUNE, String)[0]?.changeFen).toBeNull()
  })
})

describe('the heat map', () => {
  it('shows true per cents, but the small do not come first by them', () => {
    const rows = heatRows(ROWS, PLACES, { from: JULY, to: JULY }, -1)
    expect(rows.map(({ name, cells }) => [name, cells[0]?.percent ?? null])).toEqual([['large', '20.00'], ['small', '200.00'], ['gone', null]])
  })
})
