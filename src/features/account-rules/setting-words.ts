import { getTranslations } from 'next-intl/server'
import type { SettingKey } from '@/domain/identity/account-rules'
import { isRole } from '@/domain/identity/permissions'
import { rolesIn, SETTING_BOUNDS } from '@/domain/identity/setting-values'

/** A setting's value in the reader's words: `31 days`, or the roles by their names. */
export async function settingWords(): Promise<(key: SettingKey, value: string) => string> {
  const [t, roles] = await Promise.all([getTranslations('accountRules.units'), getTranslations('shell.roles')])
  return (key, value) => {
    const { unit } = SETTING_BOUNDS[key]
    if (unit !== 'roles') return t(unit, { count: Number(value) })
    const named = rolesIn(value).map((role) => (isRole(role) ? roles(role) : role))
    return named.length === 0 ? t('noRoles') : named.join(' · ')
  }
}
