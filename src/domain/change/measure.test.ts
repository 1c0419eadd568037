import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { wh } from '../energy'
import { fen } from '../money'
import { add, toScaled, ZERO, type Ratio } from '../ratio'
import { revenueBridge, type BridgePeriod, type CategoryAmount } from './bridge'
import { PEER_PARTS, peerMeasure, stepMeasure, weighed, WEIGHED_STEPS } from './measure'
import { againstPeers } from './peers'
import { roundTogether } from './round-together'

const CATEGORIES = ['A', 'B', 'C', 'D'] as const
const bits = (least: bigint, most: bigint) => fc.bigInt({ min: least, max: most })
const amounts = fc.uniqueArray(fc.record({ category: fc.constantFrom(...CATEGORIES), energyWh: fc.oneof(fc.constant(0n), bits(0n, 10n ** 10n)).map(wh), amountFen: bits(0n, 10n ** 8n).map(fen) }), { selector: ({ category }) => category, maxLength: 3 })

/** Bills of some accounts; one that was corrected has what moved beside it. */
const accounts = fc.array(fc.record({ before: amounts, after: amounts, moved: fc.boolean() }), { minLength: 1, maxLength: 8 })

const together = (all: readonly CategoryAmount[]): CategoryAmount[] =>
  CATEGORIES.flatMap((category) => {
    const mine = all.filter((one) => one.category === category)
    return mine.length === 0 ? [] : [{ category, energyWh: wh(mine.reduce((sum, { energyWh }) => sum + energyWh, 0n)), amountFen: fen(mine.reduce((sum, { amountFen }) => sum + amountFen, 0n)) }]
  })
const negated = (all: readonly CategoryAmount[]): CategoryAmount[] => all.map(({ category, energyWh, amountFen }) => ({ category, energyWh: wh(-energyWh), amountFen: fen(-amountFen) }))
/** What was billed as B would have been A. */
const movedOf = (bills: readonly CategoryAmount[]): CategoryAmount[] => bills.filter(({ category }) => category === 'B').flatMap((one) => [one, { ...negated([one])[0], category: 'A' } as CategoryAmount])
const within = (value: bigint, fens: bigint) => value <= fens && value >= -fens

describe('accounts', () => {
  it.each(WEIGHED_STEPS)('have parts of the bridge’s %s that add up to it, but for its rounding', (step) => {
    fc.assert(
      fc.property(accounts, (all) => {
        const period = (of: 'before' | 'after'): BridgePeriod => ({
          accounts: all.filter((one) => one[of].length > 0).length,
          categories: together(all.flatMap((one) => one[of])),
          corrections: all.flatMap((one) => (one.moved ? movedOf(one[of]) : [])),
          backBilledFen: fen(0n),
        })
        const [before, after] = [period('before'), period('after')]
        const measure = stepMeasure(step, before, after)
        const parts = all.map((one): Ratio => {
          const bills = (of: 'before' | 'after') => [...one[of], ...(one.moved ? negated(movedOf(one[of])) : [])]
          return add(weighed(measure.earlier, bills('before'), one.before.length > 0 ? 1 : 0), weighed(measure.later, bills('after'), one.after.length > 0 ? 1 : 0))
        })
        const mark = revenueBridge(before, after)[step]
        expect(within(toScaled(parts.reduce(add, ZERO), 0) - mark, BigInt(CATEGORIES.length + 1))).toBe(true)
        expect(roundTogether(parts, mark).reduce((sum, part) => sum + part, 0n)).toBe(mark)
      }),
      { numRuns: 300 },
    )
  })

  it('have parts of what their place is worth against its peers', () => {
    fc.assert(
      fc.property(fc.array(fc.array(amounts, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 4 }), (places) => {
        const ofPlaces = places.map((bills, index) => ({ key: String(index), categories: together(bills.flat()) }))
        const worth = againstPeers(ofPlaces)
        for (const part of PEER_PARTS) {
          const measure = peerMeasure(part, together(places.flat(2)))
          places.forEach((bills, index) => {
            const one = worth[index]
            const mark = part === 'worth' ? one?.worthFen : part === 'mixWorth' ? one?.mixFen : one?.priceFen
            const sum = bills.reduce((all, bill) => add(all, weighed(measure.later, bill, 1)), ZERO)
            expect(within(toScaled(sum, 0) - (mark ?? 0n), 1n)).toBe(true)
          })
        }
      }),
    )
  })
})
