import { cookies } from 'next/headers'
import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { mayDo, type Permission } from '@/domain/identity/permissions'
import { LogOutButton } from '@/features/identity/components/log-out-button'
import { THEME_COOKIE, themeFrom } from '@/i18n/locale'
import { requireUser } from '@/server/session'
import { AppShell } from '@/ui/shell/app-shell'
import type { NavKey } from '@/ui/shell/nav-links'

const PLACES: readonly { item: NavKey; permission: Permission }[] = [
  { item: 'dashboard', permission: 'dashboard.read' },
  { item: 'accounts', permission: 'accounts.read' },
  { item: 'stations', permission: 'accounts.read' },
  { item: 'workOrders', permission: 'work-orders.read' },
  { item: 'billChecks', permission: 'bill-checks.read' },
  { item: 'imports', permission: 'imports.read' },
  { item: 'tariffs', permission: 'tariffs.read' },
  { item: 'quality', permission: 'quality.read' },
]

export default async function AppLayout({ children }: { children: ReactNode }) {
  const viewer = await requireUser()
  const t = await getTranslations('shell')
  const theme = themeFrom((await cookies()).get(THEME_COOKIE)?.value)
  const nav = PLACES.filter(({ permission }) => mayDo(viewer.role, permission)).map(({ item }) => item)
  return (
    <AppShell viewer={{ name: viewer.name, role: t(`roles.${viewer.role}`) }} nav={nav} theme={theme} logOut={<LogOutButton />}>
      {children}
    </AppShell>
  )
}
