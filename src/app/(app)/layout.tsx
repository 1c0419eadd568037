import { cookies } from 'next/headers'
import { getTranslations } from 'next-intl/server'
import { Suspense, type ReactNode } from 'react'
import { mayDo, type Permission } from '@/domain/identity/permissions'
import { GuideInHeader } from '@/features/guides/components/guide-in-header'
import { LogOutButton } from '@/features/identity/components/log-out-button'
import { NotificationBell } from '@/features/notifications/components/bell'
import { PaletteOpener } from '@/features/palette/components/palette-opener'
import { THEME_COOKIE, themeFrom } from '@/i18n/locale'
import { requireUser } from '@/server/session'
import type { Viewer } from '@/server/viewer'
import { AppShell } from '@/ui/shell/app-shell'
import { ClientMessages } from '@/ui/client-messages'
import type { NavKey } from '@/ui/shell/nav-links'

const PLACES: readonly { item: NavKey; permission: Permission }[] = [
  { item: 'dashboard', permission: 'dashboard.read' },
  { item: 'accounts', permission: 'accounts.read' },
  { item: 'stations', permission: 'accounts.read' },
  { item: 'workOrders', permission: 'work-orders.read' },
  { item: 'complaints', permission: 'complaints.read' },
  { item: 'billChecks', permission: 'bill-checks.read' },
  { item: 'suspects', permission: 'suspects.read' },
  { item: 'campaigns', permission: 'campaigns.read' },
  { item: 'inspections', permission: 'inspections.work' },
  { item: 'imports', permission: 'imports.read' },
  { item: 'tariffs', permission: 'tariffs.read' },
  { item: 'quality', permission: 'quality.read' },
  { item: 'datedRules', permission: 'rules.read' },
  { item: 'serverCheck', permission: 'server-checks.read' },
  { item: 'users', permission: 'users.read' },
  { item: 'accountRules', permission: 'account-rules.read' },
  { item: 'auditLog', permission: 'audit-log.read' },
]

export default async function AppLayout({ children }: { children: ReactNode }) {
  const viewer = await requireUser()
  const t = await getTranslations('shell')
  const theme = themeFrom((await cookies()).get(THEME_COOKIE)?.value)
  const nav = PLACES.filter(({ permission }) => mayDo(viewer.role, permission)).map(({ item }) => item)
  const palette = (
    <ClientMessages namespaces={['palette']}>
      <PaletteOpener />
    </ClientMessages>
  )
  return (
    <AppShell viewer={{ name: viewer.name, role: t(`roles.${viewer.role}`) }} nav={nav} theme={theme} tools={<HeaderTools viewer={viewer} />} logOut={<LogOutButton />} palette={palette}>
      {children}
    </AppShell>
  )
}

/** The guide to the page, and the bell, which nothing waits for. */
const HeaderTools = ({ viewer }: { viewer: Viewer }) => (
  <>
    <GuideInHeader />
    {(mayDo(viewer.role, 'work-orders.read') || mayDo(viewer.role, 'server-checks.read')) && (
      <Suspense fallback={<span className="size-9" />}>
        <NotificationBell viewer={viewer} />
      </Suspense>
    )}
  </>
)
