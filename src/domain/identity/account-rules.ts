/** The rules of users' accounts: when one opens, when it must change its password, when it is shut. Source: the settings' own. */

export const SETTING_KEYS = [
  'password-max-age-days', 'password-min-age-days', 'password-overdue-days', 'unused-days', 'login-failures', 'lock-minutes', 'first-password-hours', 'second-factor-roles',
  'login-failures-per-address', 'login-failures-per-account', 'actions-per-minute', 'searches-per-minute', 'exports-per-hour', 'reveals-per-hour',
] as const
export type SettingKey = (typeof SETTING_KEYS)[number]

export interface AccountRules {
  passwordMaxAgeMs: number
  passwordMinAgeMs: number
  passwordOverdueMs: number
  unusedMs: number
  /** Within `lockMs`: of a user name from one address, of all user names from one address, of a user name from wherever. */
  loginFailures: number
  loginFailuresPerAddress: number
  loginFailuresPerAccount: number
  lockMs: number
  firstPasswordMs: number
  /** Roles that must log in with a second factor. */
  secondFactorRoles: readonly string[]
  /** What one person may do: actions and searches in a minute; exports, and looks at personal data in full, in an hour. */
  mostUses: Readonly<Record<'action' | 'search' | 'export' | 'reveal', number>>
}

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

/** @throws Error naming the setting that is missing or no number */
export function accountRules(settings: ReadonlyMap<string, string>): AccountRules {
  const number = (key: SettingKey): number => {
    const text = settings.get(key)
    if (text === undefined || !/^\d{1,5}$/.test(text)) throw new Error(`the setting ${key} is missing or no number`)
    return Number(text)
  }
  return {
    passwordMaxAgeMs: number('password-max-age-days') * DAY_MS,
    passwordMinAgeMs: number('password-min-age-days') * DAY_MS,
    passwordOverdueMs: number('password-overdue-days') * DAY_MS,
    unusedMs: number('unused-days') * DAY_MS,
    loginFailures: number('login-failures'),
    loginFailuresPerAddress: number('login-failures-per-address'),
    loginFailuresPerAccount: number('login-failures-per-account'),
    lockMs: number('lock-minutes') * 60_000,
    firstPasswordMs: number('first-password-hours') * HOUR_MS,
    secondFactorRoles: (settings.get('second-factor-roles') ?? '').split(',').filter((role) => role !== ''),
    mostUses: { action: number('actions-per-minute'), search: number('searches-per-minute'), export: number('exports-per-hour'), reveal: number('reveals-per-hour') },
  }
}

export interface AccountFacts {
  status: 'active' | 'on_leave' | 'disabled' | 'left'
  mustChangePassword: boolean
  passwordChangedAt: Date | null
  firstPasswordUntil: Date | null
  lastSeenAt: Date | null
  createdAt: Date
  /** False: neither the password nor the account grows old. */
  ages: boolean
}

/** What an account opens: everything, the change of its password alone, or nothing and why. */
export type AccountState = 'open' | 'must-change-password' | ShutState
export type ShutState = 'left' | 'on-leave' | 'disabled' | 'first-password-expired' | 'password-overdue' | 'unused'

/** Company rules: first password changed at once; at most a month old; shut when unused, overdue, on leave or by hand; gone on leaving. */
export function accountState(facts: AccountFacts, rules: AccountRules, at: Date): AccountState {
  if (facts.status === 'left') return 'left'
  if (facts.status === 'on_leave') return 'on-leave'
  if (facts.status === 'disabled') return 'disabled'
  if (facts.mustChangePassword) return facts.firstPasswordUntil !== null && at > facts.firstPasswordUntil ? 'first-password-expired' : 'must-change-password'
  if (!facts.ages) return 'open'
  const since = (instant: Date | null) => at.getTime() - (instant ?? facts.createdAt).getTime()
  if (since(facts.lastSeenAt) > rules.unusedMs) return 'unused'
  const passwordAgeMs = since(facts.passwordChangedAt)
  if (passwordAgeMs > rules.passwordMaxAgeMs + rules.passwordOverdueMs) return 'password-overdue'
  return passwordAgeMs > rules.passwordMaxAgeMs ? 'must-change-password' : 'open'
}

export const isShut = (state: AccountState): state is ShutState => state !== 'open' && state !== 'must-change-password'

export type PasswordFault = 'too-short' | 'too-long' | 'holds-username' | 'unchanged' | 'too-soon'

const SHORTEST = 10
const LONGEST = 256

interface NewPassword {
  password: string
  former: string
  username: string
}

/** What stands against a new password; null when nothing does. A forced change is never too soon. */
export function passwordFault({ password, former, username }: NewPassword, facts: AccountFacts, rules: AccountRules, at: Date): PasswordFault | null {
  if ([...password].length < SHORTEST) return 'too-short'
  if (password.length > LONGEST) return 'too-long'
  if (password.toLowerCase().includes(username.toLowerCase())) return 'holds-username'
  if (password === former) return 'unchanged'
  const tooSoon = !facts.mustChangePassword && facts.ages && facts.passwordChangedAt !== null && at.getTime() - facts.passwordChangedAt.getTime() < rules.passwordMinAgeMs
  return tooSoon ? 'too-soon' : null
}
