import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { accountRules, SETTING_KEYS } from './account-rules'
import { ROLES } from './permissions'
import { isSettingValue, SETTING_BOUNDS, settingAgainst } from './setting-values'

const values = (key: (typeof SETTING_KEYS)[number]): fc.Arbitrary<string> => {
  const bounds = SETTING_BOUNDS[key]
  return bounds.unit === 'roles' ? fc.subarray([...ROLES]).map((roles) => roles.join(',')) : fc.integer({ min: bounds.least, max: bounds.most }).map(String)
}

describe('a value of a setting', () => {
  it('within its bounds can always be read as a rule', () => {
    fc.assert(fc.property(fc.record(Object.fromEntries(SETTING_KEYS.map((key) => [key, values(key)]))), (record) => {
      for (const key of SETTING_KEYS) expect([key, isSettingValue(key, record[key] ?? '')]).toEqual([key, true])
      expect(() => accountRules(new Map(Object.entries(record)))).not.toThrow()
    }))
  })

  it.each([
    ['password-max-age-days', '0'], ['password-max-age-days', '367'], ['password-max-age-days', ''], ['password-max-age-days', '1.5'], ['password-max-age-days', '-1'], ['password-max-age-days', '３１'],
    ['login-failures', '0'], ['lock-minutes', '1441'], ['actions-per-minute', '1'],
    ['second-factor-roles', 'king'], ['second-factor-roles', 'admin,admin'], ['second-factor-roles', 'admin,'], ['second-factor-roles', ' admin'],
  ] as const)('%s may not be “%s”', (key, value) => expect(isSettingValue(key, value)).toBe(false))

  it('that another stands against: a password overdue before it may be changed, one address stopped before one name', () => {
    const holds = new Map([['password-min-age-days', '5'], ['password-max-age-days', '31'], ['login-failures', '5'], ['login-failures-per-address', '50'], ['login-failures-per-account', '50']])
    const withOne = (key: (typeof SETTING_KEYS)[number], value: string) => settingAgainst(key, new Map([...holds, [key, value]]))
    expect(withOne('password-min-age-days', '30')).toBeNull()
    expect(withOne('password-min-age-days', '31')).toBe('password-max-age-days')
    expect(withOne('password-max-age-days', '5')).toBe('password-min-age-days')
    expect(withOne('login-failures-per-address', '5')).toBe('login-failures')
    expect(withOne('login-failures', '20')).toBeNull()
    expect(withOne('unused-days', '1')).toBeNull()
  })
})
