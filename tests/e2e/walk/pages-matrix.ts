import { mayDo, type Permission, type Role } from '@/domain/identity/permissions'
import type { Facts } from './facts'

/** What a page or route is for: a permission or any of several; everybody who is logged in; the whole world; or programs with a token of their own. */
export type For = Permission | readonly Permission[] | 'people' | 'everybody' | 'programs'

/** Whether a page or route is for people of a role. */
export const isFor = (whom: For, role: Role): boolean =>
  whom !== 'programs' && (whom === 'people' || whom === 'everybody' || (typeof whom === 'string' ? mayDo(role, whom) : whom.some((permission) => mayDo(role, permission))))

interface Rule {
  for: For
  /** The address asked for; the pattern itself where it has no parameters. */
  at?: (facts: Facts) => string
  /** For someone of another station: the thing is not there; the same page without anything of the station; or it belongs to all. */
  elsewhere?: 'not-found' | 'own' | 'shared'
  /** What those it is for get, where that is not the page: they are sent on, or there is nothing of that number. */
  gets?: 'onward' | 'not-found'
  /** Personal data stands there in full, by the decision on masking. */
  inFull?: true
}

const thing = (permission: For, at: (facts: Facts) => string, more: Partial<Rule> = {}): Rule => ({ for: permission, at, elsewhere: 'not-found', ...more })
const list = (permission: For, at?: (facts: Facts) => string, more: Partial<Rule> = {}): Rule => ({ for: permission, elsewhere: 'own', ...(at ? { at } : {}), ...more })
const shared = (permission: For, at?: (facts: Facts) => string, more: Partial<Rule> = {}): Rule => ({ for: permission, elsewhere: 'shared', ...(at ? { at } : {}), ...more })

const project = (rest: string) => ({ project: number }: Facts) => `/quality/projects/${number}${rest}`

/** Every page there is. One that is missing here fails the walk. */
export const PAGES: Readonly<Record<string, Rule>> = {
  '/': shared('people', undefined, { gets: 'onward' }),
  '/login': shared('everybody'),
  '/login/code': shared('everybody'),
  '/password': shared('people'),
  '/second-factor': shared('people'),
  '/forbidden': shared('people'),
  '/profile': shared('people'),
  '/notifications': list('people'),
  '/accounts': list('accounts.read', ({ personName }) => `/accounts?q=${encodeURIComponent(personName)}`),
  '/accounts/[accountNo]': thing('accounts.read', ({ accountNo }) => `/accounts/${accountNo}`),
  '/accounts/[accountNo]/move': thing('register.change', ({ accountNo }) => `/accounts/${accountNo}/move`),
  '/accounts/change-district': list('register.change', ({ accountNo }) => `/accounts/change-district?account=${accountNo}`),
  '/accounts/changes': list('accounts.read'),
  '/accounts/changes/[id]': thing('accounts.read', ({ change }) => `/accounts/changes/${change}`),
  '/accounts/round-trip': list('register.change'),
  '/accounts/round-trip/[id]': thing('accounts.read', () => '/accounts/round-trip/999999', { gets: 'not-found' }),
  '/audit-log': list('audit-log.read'),
  '/bill-checks': list('bill-checks.read', () => '/bill-checks?month=2013-09'),
  '/campaigns': list('campaigns.read'),
  '/campaigns/new': list('campaigns.plan'),
  '/campaigns/[number]': thing('campaigns.read', ({ campaign }) => `/campaigns/${campaign}`),
  '/complaints': list('complaints.read', () => '/complaints?view=all'),
  '/complaints/new': thing('complaints.handle', ({ order }) => `/complaints/new?order=${order}`, { inFull: true }),
  '/complaints/[number]': thing('complaints.read', ({ complaint }) => `/complaints/${complaint}`, { inFull: true }),
  '/dashboard': list('dashboard.read'),
  '/dashboard/accounts': list('dashboard.read'),
  '/dashboard/recovered': list('dashboard.read'),
  '/dashboard/reports': list('dashboard.read'),
  '/dashboard/where': list('dashboard.read'),
  '/dashboard/why': list('dashboard.read'),
  '/imports': list('imports.read'),
  '/imports/new': list('imports.write'),
  '/imports/[id]': thing('imports.read', ({ importId }) => `/imports/${importId}`),
  '/quality': list('quality.read'),
  '/quality/circles': list('quality.read'),
  '/quality/circles/[number]': thing('quality.read', ({ circle }) => `/quality/circles/${circle}`),
  '/quality/projects/new': list('quality.write'),
  '/quality/projects/[number]': thing('quality.read', project('')),
  '/quality/projects/[number]/effect': thing('quality.read', project('/effect')),
  '/quality/projects/[number]/evidence': thing('quality.read', project('/evidence')),
  '/quality/projects/[number]/plan': thing('quality.read', project('/plan')),
  '/quality/projects/[number]/report': thing('quality.read', project('/report')),
  '/quality/projects/[number]/review': thing('quality.read', project('/review')),
  '/quality/projects/[number]/steps/[step]': thing('quality.read', project('/steps/topic')),
  '/quality/ranking': list('quality.read'),
  '/quality/types': shared('quality.read'),
  '/server-check': shared('server-checks.read'),
  '/settings/account-rules': shared('account-rules.read'),
  '/settings/account-rules/new': shared('account-rules.change', () => '/settings/account-rules/new?key=login-failures'),
  '/settings/dated-rules': shared('rules.read'),
  '/settings/dated-rules/new': shared('rules.add', () => '/settings/dated-rules/new?kind=penalty'),
  '/stations': list('accounts.read'),
  '/stations/[code]': thing('accounts.read', () => '/stations/0107'),
  '/stations/[code]/[district]': thing('accounts.read', () => '/stations/0107/0107-001'),
  '/suspects': list('suspects.read'),
  '/tariffs': shared('tariffs.read'),
  '/tariffs/[code]': shared('tariffs.read', () => '/tariffs/RES-1'),
  '/tariffs/[code]/edit': shared('tariffs.draft', () => '/tariffs/RES-1/edit'),
  '/tariffs/drafts/new': shared('tariffs.draft'),
  '/tariffs/drafts/[id]': shared('tariffs.read', () => '/tariffs/drafts/999999', { gets: 'not-found' }),
  '/tariffs/import': shared('tariffs.draft'),
  '/tariffs/what-if': list('bill-checks.run'),
  '/users': shared('users.read'),
  '/work-orders': list('work-orders.read', ({ order }) => `/work-orders?view=all&order=${order}`),
  '/work-orders/new': thing('work-orders.prepare', ({ accountNo }) => `/work-orders/new?account=${accountNo}`),
  '/work-orders/[number]': thing('work-orders.read', ({ order }) => `/work-orders/${order}`),
  '/work-orders/[number]/edit': thing('work-orders.prepare', ({ order }) => `/work-orders/${order}/edit`, { gets: 'onward' }),
  '/work-orders/[number]/letter': thing('work-orders.read', ({ order }) => `/work-orders/${order}/letter`, { inFull: true }),
  '/work-orders/batches': list('work-orders.read'),
  '/work-orders/batches/[id]': thing('work-orders.read', () => '/work-orders/batches/999999', { gets: 'not-found' }),
  '/work-orders/excel': list('work-orders.read'),
  '/work-orders/register': list('work-orders.read', () => '/work-orders/register?station=0107&month=2013-09'),
  '/inspections': list('inspections.work'),
}

/** Every route handler, by method and address. */
export const ROUTES: Readonly<Record<string, Rule>> = {
  'GET /accounts/export': list('accounts.read', () => '/accounts/export?format=csv&q=0107000'),
  'POST /accounts/export': list('accounts.read', () => '/accounts/export?format=csv&q=0107000', { inFull: true }),
  'GET /audit-log/export': list('audit-log.read'),
  'GET /dashboard/charts/[id]': list('dashboard.read', () => '/dashboard/charts/none?page=overview&format=csv', { gets: 'not-found' }),
  'GET /dashboard/reports/[id]': thing('dashboard.read', () => '/dashboard/reports/999999', { gets: 'not-found' }),
  'GET /imports/[id]/errors': thing('imports.read', ({ importId }) => `/imports/${importId}/errors`, { inFull: true }),
  'GET /imports/templates/[kind]': shared('imports.write', () => '/imports/templates/bills'),
  'POST /imports/upload': shared('imports.write', undefined, { gets: 'not-found' }),
  'GET /palette': list('people', ({ personName }) => `/palette?q=${encodeURIComponent(personName)}`),
  'GET /quality/projects/[number]/evidence/[id]': thing('quality.read', project('/evidence/999999'), { gets: 'not-found' }),
  'GET /quality/projects/[number]/report/[job]/[kind]': thing('quality.read', project('/report/999999/pdf'), { gets: 'not-found' }),
  'GET /tariffs/[code]/document': shared('tariffs.read', () => '/tariffs/RES-1/document'),
  'GET /work-orders/[number]/attachments/[id]': thing('work-orders.read', ({ order, attachment }) => `/work-orders/${order}/attachments/${attachment}`),
  'GET /work-orders/files/approval-list': list('work-orders.decide'),
  'GET /work-orders/files/batch/[id]': thing('work-orders.read', () => '/work-orders/files/batch/999999', { gets: 'not-found' }),
  'GET /work-orders/files/template': shared('work-orders.prepare'),
  'GET /work-orders/register/download': thing('work-orders.read', () => '/work-orders/register/download?station=0107&month=2013-09&format=csv'),
  'GET /inspections/files/[sha256]': thing(['campaigns.read', 'inspections.work'], ({ photo }) => `/inspections/files/${photo}`),
  'POST /inspections/findings': shared('inspections.work', undefined, { gets: 'not-found' }),
  'GET /inspections/pack': list('inspections.work', undefined, { inFull: true }),
  'GET /palette/places': shared('people'),
  'GET /api/health': shared('everybody'),
  'GET /api/metrics': shared('programs'),
  'GET /api/ready': shared('everybody'),
}
