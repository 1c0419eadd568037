import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { assignmentTerms, billedDays, tariffOf } from '@tests/factories/tariff-arbitraries'
import { wh } from '../energy'
import { plainDate } from '../plain-date'
import { planBills } from './bill-plan'
import { compileTariff } from './compile'
import { tariffDocumentSchema } from './document'
import { rateBill } from './rate-bill'

describe('a plan for many bills', () => {
  it('comes to what rating each bill by itself comes to', () => {
    fc.assert(
      fc.property(assignmentTerms, tariffOf('A'), tariffOf('B'), tariffOf('C'), billedDays, fc.nat(3_000_000), fc.nat(9_000_000), (assignment, a, b, c, period, energy, year) => {
        const tariffs = new Map([a, b, c].map((one) => [one.category, one]))
        const [energyWh, yearToDateWh] = [wh(BigInt(energy)), wh(BigInt(year))]
        const rated = rateBill({ terms: assignment, tariffs, period, energyWh, yearToDateWh })
        if (rated.outcome !== 'rated') throw new Error('not rated')
        expect(planBills(assignment, tariffs, period)?.(energyWh, yearToDateWh)).toBe(rated.amountFen)
      }),
      { numRuns: 1500 },
    )
  }, 120_000)

  it('is not made where a bill lacks a version or needs more than its energy', () => {
    const document = (charge: object) => compileTariff(tariffDocumentSchema.parse({
      category: 'X', name: { 'zh-CN': 'X', en: 'X' }, class: 'other', currency: 'CNY',
      versions: [{ effectiveFrom: '2013-07-01', periods: ['peak'], charges: [charge] }],
    }))
    const july = { from: plainDate('2013-07-01'), to: plainDate('2013-08-01') }
    const all = { remainder: 'X', splits: [] }
    const flat = document({ code: 'e', kind: 'energy', rate: '1' })
    expect(planBills(all, new Map([['X', flat]]), july)).not.toBeNull()
    expect(planBills(all, new Map([['X', flat]]), { ...july, from: plainDate('2013-06-30') })).toBeNull()
    expect(planBills(all, new Map(), july)).toBeNull()
    for (const charge of [
      { code: 'e', kind: 'energy', rate: '1', period: 'peak' },
      { code: 'd', kind: 'demand', rate: '1', unit: 'kVA', basis: 'contract' },
      { code: 'p', kind: 'power-factor', standard: '0.90' },
    ]) expect(planBills(all, new Map([['X', document(charge)]]), july)).toBeNull()
  })
})
