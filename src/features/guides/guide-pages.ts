/** Which guide belongs to which page: the first prefix that fits. */

const PAGES = [
  ['/work-orders/batches', 'batches'],
  ['/work-orders/excel', 'excel'],
  ['/work-orders/register', 'register'],
  ['/work-orders/new', 'orderForm'],
  ['/work-orders/*/edit', 'orderForm'],
  ['/work-orders/*', 'order'],
  ['/work-orders', 'queue'],
  ['/notifications', 'notifications'],
  ['/dashboard', 'dashboard'],
  ['/accounts/*', 'account'],
  ['/accounts', 'accounts'],
  ['/stations', 'stations'],
  ['/bill-checks', 'billChecks'],
  ['/suspects', 'suspects'],
  ['/imports', 'imports'],
  ['/tariffs/what-if', 'whatIf'],
  ['/tariffs', 'tariffs'],
  ['/complaints', 'complaints'],
  ['/quality', 'quality'],
  ['/campaigns', 'campaigns'],
  ['/inspections', 'campaigns'],
  ['/inspection', 'campaigns'],
  ['/findings', 'campaigns'],
  ['/settings/dated-rules', 'datedRules'],
  ['/settings/account-rules', 'accountRules'],
  ['/users', 'users'],
  ['/audit-log', 'auditLog'],
] as const satisfies readonly (readonly [string, string])[]

export type GuidePage = (typeof PAGES)[number][1] | 'general'

/** The guide of a page, by its path; the general one where there is none of its own. */
export function guidePageOf(path: string): GuidePage {
  const parts = path.split('/')
  const fits = (prefix: string): boolean => prefix.split('/').every((part, index) => (part === '*' ? (parts[index] ?? '') !== '' : part === parts[index]))
  return PAGES.find(([prefix]) => fits(prefix))?.[1] ?? 'general'
}

export const GUIDE_KEYS = { search: '/', move: '↑ ↓', open: 'Enter', select: 'x', approve: 'a', return: 'r', back: 'Esc', help: '?' } as const
export type GuideKey = keyof typeof GUIDE_KEYS

const LISTS: readonly GuidePage[] = ['accounts', 'billChecks', 'imports', 'stations', 'batches']

/** The keys that a page knows. */
export function keysOf(page: GuidePage, mayDecide: boolean): GuideKey[] {
  if (page === 'queue') return ['move', 'open', ...(mayDecide ? (['select', 'approve', 'return'] as const) : []), 'search', 'back', 'help']
  return LISTS.includes(page) ? ['search', 'move', 'open', 'back', 'help'] : ['help']
}
