import 'server-only'
import { getTranslations } from 'next-intl/server'
import { mayDo, type Permission } from '@/domain/identity/permissions'
import { pinyinInitials } from '@/domain/register/pinyin-initials'
import type { Viewer } from '@/server/viewer'
import type { PaletteItem } from './schemas'

const PLACES = [
  ['dashboard', '/dashboard', 'dashboard.read'],
  ['accounts', '/accounts', 'accounts.read'],
  ['stations', '/stations', 'accounts.read'],
  ['changes', '/accounts/changes', 'accounts.read'],
  ['roundTrip', '/accounts/round-trip', 'register.change'],
  ['workOrders', '/work-orders', 'work-orders.read'],
  ['waitingOrders', '/work-orders?state=submitted', 'work-orders.decide'],
  ['billChecks', '/bill-checks', 'bill-checks.read'],
  ['imports', '/imports', 'imports.read'],
  ['upload', '/imports/new', 'imports.write'],
  ['tariffs', '/tariffs', 'tariffs.read'],
  ['whatIf', '/tariffs/what-if', 'tariffs.read'],
  ['draftTariff', '/tariffs/drafts/new', 'tariffs.draft'],
  ['datedRules', '/settings/dated-rules', 'rules.read'],
  ['accountRules', '/settings/account-rules', 'account-rules.read'],
  ['serverCheck', '/server-check', 'server-checks.read'],
] as const satisfies readonly (readonly [string, string, Permission])[]

/** The pages and actions of the viewer's role, found by name or by its initials. */
export async function palettePlaces(viewer: Viewer): Promise<PaletteItem[]> {
  const t = await getTranslations('palette')
  return PLACES.filter(([, , permission]) => mayDo(viewer.role, permission)).map(([name, href]) => {
    const label = t(`places.${name}`)
    return { href, label, note: '', keywords: `${pinyinInitials(label)} ${href}` }
  })
}
