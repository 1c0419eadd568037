import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { campaignNumber, CAMPAIGN_STATES, stateAfter, stepsFrom } from './campaign'
import { checklistFor, CHECKLISTS, checksOf } from './checklist'
import { errorRate } from './error-rate'
import { sampleOf } from './sample'
import { billingMonth } from '../plain-date'

describe('campaigns', () => {
  it('run once, and end for good', () => {
    expect(CAMPAIGN_STATES.map((state) => [state, stepsFrom(state)])).toEqual([['planned', ['start', 'cancel']], ['running', ['finish', 'cancel']], ['finished', []], ['cancelled', []]])
    expect(stateAfter('planned', 'finish')).toBeNull()
    expect(campaignNumber('0107', billingMonth('2013-10'), 7)).toBe('PC-0107-201310-0007')
  })

  it('draw the same sample from the same seed, whatever the order; every account equally often', () => {
    const accounts = Array.from({ length: 500 }, (_, place) => `A${place}`)
    const key = (one: string) => one
    expect(sampleOf([...accounts].reverse(), key, 7, 20)).toEqual(sampleOf(accounts, key, 7, 20))
    expect(sampleOf(accounts, key, 8, 20)).not.toEqual(sampleOf(accounts, key, 7, 20))
    const drawn = new Map<string, number>()
    for (let seed = 0; seed < 400; seed += 1) for (const one of sampleOf(accounts, key, seed, 50)) drawn.set(one, (drawn.get(one) ?? 0) + 1)
    // 40 expected of each; five standard deviations are 30.
    expect(Math.min(...accounts.map((one) => drawn.get(one) ?? 0))).toBeGreaterThan(10)
    expect(Math.max(...drawn.values())).toBeLessThan(70)
  })

  it('measure an error rate with its interval (Wilson: 5 of 50 is 4.3 % to 21.4 %)', () => {
    const rate = errorRate(50, 5)
    expect(rate?.low).toBeCloseTo(0.0435, 3)
    expect(rate?.high).toBeCloseTo(0.2136, 3)
    expect(errorRate(0, 0)).toBeNull()
    expect(errorRate(30, 0)?.high).toBeGreaterThan(0.1)
    fc.assert(fc.property(fc.integer({ min: 1, max: 10_000 }), fc.nat(10_000), (inspected, some) => {
      const wrong = Math.min(inspected, some)
      const found = errorRate(inspected, wrong)
      expect(found && found.low <= found.rate && found.rate <= found.high).toBe(true)
    }))
  })

  it('have a checklist for every kind of sign', () => {
    expect(checklistFor(['shop-level', 'use-swaps'])).toBe('alternating')
    expect(checklistFor(['zero-readings'])).toBe('meter')
    expect(checklistFor([])).toBe('general')
    for (const list of CHECKLISTS) expect(checksOf(list).length).toBeGreaterThan(2)
  })
})
