/** What the dashboard's pages show, and its address: a link or Back brings the same view. */
import type { BillingMonth } from '@/domain/plain-date'
import type { Basis } from '@/features/bills/totals-queries'
import { withParams } from '@/ui/url'

/** What a month is compared with: the one before it, or the same month a year before. */
export const COMPARES = ['previous', 'year'] as const
export type Compare = (typeof COMPARES)[number]

export const MONEY_UNITS = ['yuan', 'wan'] as const
export type MoneyUnit = (typeof MONEY_UNITS)[number]

/** The parts of an address that all of the dashboard's pages share; null or empty: the usual. */
export interface ViewParams {
  station: string | null
  district: string | null
  from: BillingMonth
  to: BillingMonth
  category: string | null
  basis: Basis
  compare: Compare
  unit: MoneyUnit
}

export const DASHBOARD_PAGES = { overview: '/dashboard', why: '/dashboard/why', recovered: '/dashboard/recovered', where: '/dashboard/where', reports: '/dashboard/reports' } as const
export type DashboardPage = keyof typeof DASHBOARD_PAGES

/** The parts of an address that have a usual value, null where they have it: addresses and forms leave it out. */
const unusual = ({ basis, compare, unit }: Pick<ViewParams, 'basis' | 'compare' | 'unit'>) => ({ basis: basis === 'billed' ? null : basis, compare: compare === 'previous' ? null : compare, unit: unit === 'yuan' ? null : unit })

/** What a form of the dashboard keeps of a view without asking for it: what it does not ask for, and the unit. */
export function keptOf(params: ViewParams, asked: Readonly<Partial<Record<'category' | 'compare' | 'basis', boolean>>> = {}): Record<string, string | null> {
  const kept = { category: params.category, ...unusual(params) }
  return Object.fromEntries(Object.entries(kept).filter(([name]) => asked[name as keyof typeof asked] !== true))
}

/** The address of a page that shows this; what is usual is left out. */
export function viewHref(path: string, { basis, compare, unit, ...place }: ViewParams, more: Readonly<Record<string, string | number | null | undefined>> = {}): string {
  return withParams(path, { ...place, ...unusual({ basis, compare, unit }), ...more })
}
