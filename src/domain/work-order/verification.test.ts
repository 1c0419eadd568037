import { describe, expect, it } from 'vitest'
import { wh } from '../energy'
import { fen } from '../money'
import { verifyBill } from './verification'

const parts = (energy: Record<string, bigint>, amount = 0n) => Object.entries(energy).map(([category, kwh]) => ({ category, energyWh: wh(kwh * 1000n), amountFen: fen(amount) }))

describe('the first bill after a correction', () => {
  it.each([
    ['on the new category', parts({ COM: 100n }), parts({ COM: 100n }), parts({ RES: 100n })],
    ['on the new category at a wrong price: another matter', parts({ COM: 100n }, 1n), parts({ COM: 100n }, 7335n), parts({ RES: 100n })],
    ['on the new split', parts({ COM: 30n, RES: 70n }), parts({ RES: 70n, COM: 30n }), parts({ RES: 100n })],
    ['without energy, on the new category', parts({ COM: 0n }), parts({ COM: 0n }), parts({ RES: 0n })],
    ['without energy, on the remainder of the new split', parts({ RES: 0n }), parts({ COM: 0n, RES: 0n }), parts({ COM: 0n })],
    ['of a month that the date divides', parts({ RES: 40n, COM: 60n }), parts({ RES: 40n, COM: 60n }), parts({ RES: 100n })],
    ['of an order that changed no assignment', parts({ RES: 100n }), parts({ RES: 100n }), null],
  ])('%s: verified', (_, billed, right, before) => expect(verifyBill(billed, right, before)).toEqual({ outcome: 'verified' }))

  it.each([
    ['still on the old one', parts({ RES: 100n }), parts({ COM: 100n }), parts({ RES: 100n }), 'old-assignment'],
    ['without energy, still on the old one', parts({ RES: 0n }), parts({ COM: 0n }), parts({ RES: 0n }), 'old-assignment'],
    ['on a third one', parts({ AGR: 100n }), parts({ COM: 100n }), parts({ RES: 100n }), 'other-category'],
    ['split otherwise', parts({ COM: 20n, RES: 80n }), parts({ COM: 30n, RES: 70n }), parts({ RES: 100n }), 'other-split'],
    ['on another one though no assignment was changed', parts({ AGR: 100n }), parts({ COM: 100n }), null, 'other-category'],
  ] as const)('%s: raised', (_, billed, right, before, code) => expect(verifyBill(billed, right, before)).toEqual({ outcome: 'raised', code }))
})
