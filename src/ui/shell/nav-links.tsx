import { Building2, CalendarClock, ClipboardCheck, ClipboardList, FileInput, Footprints, Gauge, KeyRound, MessageSquareWarning, ReceiptText, RefreshCcwDot, ScrollText, ServerCog, Smartphone, Target, UserCog, Users, type LucideIcon } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { NavLink } from './nav-link'

export type NavKey = 'dashboard' | 'accounts' | 'stations' | 'workOrders' | 'complaints' | 'billChecks' | 'imports' | 'tariffs' | 'quality' | 'suspects' | 'campaigns' | 'inspections' | 'datedRules' | 'serverCheck' | 'users' | 'accountRules' | 'auditLog'

const PLACES: Record<NavKey, { href: string; icon: LucideIcon }> = {
  dashboard: { href: '/dashboard', icon: Gauge },
  accounts: { href: '/accounts', icon: Users },
  stations: { href: '/stations', icon: Building2 },
  workOrders: { href: '/work-orders', icon: ClipboardList },
  complaints: { href: '/complaints', icon: MessageSquareWarning },
  billChecks: { href: '/bill-checks', icon: ClipboardCheck },
  suspects: { href: '/suspects', icon: Target },
  campaigns: { href: '/campaigns', icon: Footprints },
  inspections: { href: '/inspections', icon: Smartphone },
  imports: { href: '/imports', icon: FileInput },
  tariffs: { href: '/tariffs', icon: ReceiptText },
  quality: { href: '/quality', icon: RefreshCcwDot },
  datedRules: { href: '/settings/dated-rules', icon: CalendarClock },
  serverCheck: { href: '/server-check', icon: ServerCog },
  users: { href: '/users', icon: UserCog },
  accountRules: { href: '/settings/account-rules', icon: KeyRound },
  auditLog: { href: '/audit-log', icon: ScrollText },
}

export function NavLinks({ items }: { items: readonly NavKey[] }) {
  const t = useTranslations('shell')
  return (
    <ul className="grid gap-0.5">
      {items.map((item) => {
        const { href, icon: Icon } = PLACES[item]
        return (
          <li key={item}>
            <NavLink href={href}>
              <Icon aria-hidden className="size-4" />
              {t(`nav.${item}`)}
            </NavLink>
          </li>
        )
      })}
    </ul>
  )
}
