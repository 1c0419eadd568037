import { describe, expect, it } from 'vitest'
import { accountRules, accountState, passwordFault, type AccountFacts } from './account-rules'

const RULES = accountRules(new Map([
  ['password-max-age-days', '31'], ['password-min-age-days', '5'], ['password-overdue-days', '5'], ['unused-days', '30'],
  ['login-failures', '5'], ['lock-minutes', '15'], ['first-password-hours', '72'], ['second-factor-roles', 'admin,security_admin'],
  ['login-failures-per-address', '50'], ['login-failures-per-account', '50'], ['actions-per-minute', '600'], ['searches-per-minute', '600'], ['exports-per-hour', '200'], ['reveals-per-hour', '120'],
]))
const day = (number: number): Date => new Date(Date.UTC(2026, 0, 1) + number * 86_400_000)
const facts = (more: Partial<AccountFacts> = {}): AccountFacts => ({
  status: 'active', mustChangePassword: false, passwordChangedAt: day(0), firstPasswordUntil: null, lastSeenAt: day(0), createdAt: day(0), ages: true, ...more,
})

describe('what an account opens', () => {
  it.each([
    ['open', {}, 1],
    ['open', { lastSeenAt: day(30) }, 31],
    ['must-change-password', { lastSeenAt: day(31) }, 31.01],
    ['must-change-password', { lastSeenAt: day(31) }, 36],
    ['password-overdue', { lastSeenAt: day(31) }, 36.01],
    ['open', {}, 30],
    ['unused', {}, 30.01],
    ['unused', { lastSeenAt: null, passwordChangedAt: null }, 30.01],
    ['open', { ages: false }, 400],
    ['must-change-password', { mustChangePassword: true, firstPasswordUntil: day(3) }, 3],
    ['first-password-expired', { mustChangePassword: true, firstPasswordUntil: day(3) }, 3.01],
    ['on-leave', { status: 'on_leave', mustChangePassword: true }, 1],
    ['disabled', { status: 'disabled' }, 1],
    ['left', { status: 'left', ages: false }, 1],
  ] as const)('%s: %o on day %d', (state, more, at) => expect(accountState(facts(more), RULES, day(at))).toBe(state))
})

describe('a new password', () => {
  const change = { password: 'a whole new sentence', former: 'the old sentence', username: 'wang' }
  it.each([
    [null, {}, {}, 6],
    ['too-soon', {}, {}, 4.99],
    [null, {}, { mustChangePassword: true }, 1],
    [null, {}, { ages: false }, 1],
    ['too-short', { password: '九个字的密码还不够' }, {}, 6],
    ['too-long', { password: 'x'.repeat(257) }, {}, 6],
    ['holds-username', { password: 'my name is Wang' }, {}, 6],
    ['unchanged', { password: 'the old sentence' }, {}, 6],
  ] as const)('%s: %o', (fault, more, about, at) => expect(passwordFault({ ...change, ...more }, facts(about), RULES, day(at))).toBe(fault))
})

it('a rule that is missing or no number is named', () => {
  expect(() => accountRules(new Map([['password-max-age-days', 'many']]))).toThrow('password-max-age-days')
})
