import { isRole } from './permissions'
import type { SettingKey } from './account-rules'

/** What a setting counts, and between which numbers: outside of them nobody could work, or nobody would be kept out. */
export const SETTING_BOUNDS = {
  'password-max-age-days': { unit: 'days', least: 1, most: 366 },
  'password-min-age-days': { unit: 'days', least: 0, most: 365 },
  'password-overdue-days': { unit: 'days', least: 0, most: 365 },
  'unused-days': { unit: 'days', least: 1, most: 730 },
  'login-failures': { unit: 'times', least: 1, most: 20 },
  'login-failures-per-address': { unit: 'times', least: 5, most: 10_000 },
  'login-failures-per-account': { unit: 'times', least: 5, most: 10_000 },
  'lock-minutes': { unit: 'minutes', least: 1, most: 1440 },
  'first-password-hours': { unit: 'hours', least: 1, most: 720 },
  'second-factor-roles': { unit: 'roles' },
  'actions-per-minute': { unit: 'times', least: 30, most: 10_000 },
  'searches-per-minute': { unit: 'times', least: 30, most: 10_000 },
  'exports-per-hour': { unit: 'times', least: 1, most: 10_000 },
  'reveals-per-hour': { unit: 'times', least: 1, most: 10_000 },
} as const satisfies Readonly<Record<SettingKey, { unit: 'days' | 'hours' | 'minutes' | 'times'; least: number; most: number } | { unit: 'roles' }>>

/** Whether a value is one that the setting may have: a whole number within its bounds, or roles with commas between them, each once. */
export function isSettingValue(key: SettingKey, value: string): boolean {
  const bounds = SETTING_BOUNDS[key]
  if (bounds.unit === 'roles') return value === '' || rolesIn(value).every((role, place, all) => isRole(role) && all.indexOf(role) === place)
  return /^\d{1,5}$/.test(value) && Number(value) >= bounds.least && Number(value) <= bounds.most
}

export const rolesIn = (value: string): string[] => (value === '' ? [] : value.split(','))

/** Settings of which the first must stay below the second. */
const BELOW: readonly (readonly [SettingKey, SettingKey])[] = [
  // Otherwise a password would be overdue before it may be changed.
  ['password-min-age-days', 'password-max-age-days'],
  ['login-failures', 'login-failures-per-address'],
  ['login-failures', 'login-failures-per-account'],
]

/** Which other setting stands against a value, given what would hold with it; null when none does. */
export function settingAgainst(key: SettingKey, settings: ReadonlyMap<string, string>): SettingKey | null {
  for (const [lower, upper] of BELOW) {
    if (key !== lower && key !== upper) continue
    if (Number(settings.get(lower)) >= Number(settings.get(upper))) return key === lower ? upper : lower
  }
  return null
}
