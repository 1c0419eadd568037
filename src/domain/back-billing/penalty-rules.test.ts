import { describe, expect, it } from 'vitest'
import { fen } from '../money'
import { billingMonth, plainDate } from '../plain-date'
import { factorOf, monthPenalties, penaltyOf, penaltyRuleOn, unknownStart, type PenaltyRule } from './penalty-rules'

const OLD: PenaltyRule = { effectiveFrom: plainDate('1996-10-08'), factor: '2', fixed: true, monthsWhenUnknown: 3, source: { 'zh-CN': '旧', en: 'old' } }
const NEW: PenaltyRule = { effectiveFrom: plainDate('2024-06-01'), factor: '2', fixed: false, monthsWhenUnknown: 3, source: { 'zh-CN': '新', en: 'new' } }
const RULES = [NEW, OLD]

describe('the rule of a day', () => {
  it.each([
    ['1996-10-08', 'old'],
    ['2024-05-31', 'old'],
    ['2024-06-01', 'new'],
  ])('%s: the %s one', (date, name) => expect(penaltyRuleOn(RULES, plainDate(date)).source.en).toBe(name))

  it('before the first there is none, never a later one', () => {
    expect(() => penaltyRuleOn(RULES, plainDate('1996-10-07'))).toThrow('no-penalty-rule')
  })
})

describe('the factor', () => {
  it('is fixed until May 2024, whatever was chosen', () => expect(factorOf(OLD, '0.5')).toBe('2'))
  it.each(['0', '0.5', '1.25', '2'])('may be %s from June 2024', (chosen) => expect(factorOf(NEW, chosen)).toBe(chosen))
  it.each(['2.01', '-1'])('may not be %s', (chosen) => expect(() => factorOf(NEW, chosen)).toThrow('penalty-factor-too-high'))
  it('has to be chosen from June 2024', () => expect(() => factorOf(NEW, null)).toThrow('penalty-factor-missing'))
})

describe('the penalty', () => {
  it('is so many times the difference, rounded half up: 186.61 × 1.5 = 279.915 → 279.92', () => {
    expect(penaltyOf(fen(18_661n), '1.5')).toBe(27_992n)
    expect(penaltyOf(fen(18_660n), '2')).toBe(37_320n)
  })
  it.each([0n, -18_660n])('of %d fen is nothing: a refund costs no penalty', (difference) => expect(penaltyOf(fen(difference), '2')).toBe(0n))

  it('takes each month’s own rule, over both accounts of an order together', () => {
    const months = monthPenalties(
      [
        { month: billingMonth('2024-05'), differenceFen: fen(100n) },
        { month: billingMonth('2024-06'), differenceFen: fen(-300n) },
        { month: billingMonth('2024-06'), differenceFen: fen(500n) },
      ],
      RULES,
      '0.5',
    )
    expect([...months].map(([month, { penaltyFen, factor }]) => [month, penaltyFen, factor])).toEqual([['2024-05', 200n, '2'], ['2024-06', 100n, '0.5']])
  })
})

it('an unknown start is the rule’s months before the open one: October 2013 → 1 July', () => {
  expect(unknownStart(RULES, billingMonth('2013-10'))).toBe('2013-07-01')
})
