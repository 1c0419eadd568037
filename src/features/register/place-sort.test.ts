import { describe, expect, it } from 'vitest'
import { wh } from '@/domain/energy'
import { fen } from '@/domain/money'
import { nextSort, placeSort, sortPlaces } from './place-sort'

const place = (key: string, accounts: number, energyWh: bigint, amountFen: bigint) => ({ key, accounts, energyWh: wh(energyWh), amountFen: fen(amountFen) })
const PLACES = [place('b', 2, 1000n, 90n), place('a', 2, 3000n, 150n), place('c', 9, 0n, 0n)]
const keys = (sort: string) => sortPlaces(PLACES, placeSort(sort)).map(({ key }) => key).join('')

describe('places in order', () => {
  it.each([['', 'abc'], ['place-desc', 'cba'], ['accounts-desc', 'cab'], ['energy', 'cba'], ['revenue-desc', 'abc'], ['price', 'cab'], ['nonsense', 'abc']])('%s', (sort, expected) => {
    expect(keys(sort)).toBe(expected)
  })

  it('a second click turns it round; figures begin with the largest', () => {
    expect(nextSort(placeSort(undefined), 'energy')).toBe('energy-desc')
    expect(nextSort(placeSort('energy-desc'), 'energy')).toBe('energy')
    expect(nextSort(placeSort(undefined), 'place')).toBe('place-desc')
  })
})
