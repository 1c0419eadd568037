import type accounts from './zh-CN/accounts.json'
import type auditLog from './zh-CN/audit-log.json'
import type billChecks from './zh-CN/bill-checks.json'
import type complaints from './zh-CN/complaints.json'
import type common from './zh-CN/common.json'
import type dashboard from './zh-CN/dashboard.json'
import type errors from './zh-CN/errors.json'
import type identity from './zh-CN/identity.json'
import type imports from './zh-CN/imports.json'
import type lists from './zh-CN/lists.json'
import type palette from './zh-CN/palette.json'
import type orderLife from './zh-CN/order-life.json'
import type rePricing from './zh-CN/re-pricing.json'
import type register from './zh-CN/register.json'
import type registerChanges from './zh-CN/register-changes.json'
import type shell from './zh-CN/shell.json'
import type tariffDrafts from './zh-CN/tariff-drafts.json'
import type tariffs from './zh-CN/tariffs.json'
import type workOrders from './zh-CN/work-orders.json'

/** The texts of the screens, a file for each thing a user would name; zh-CN is the one whose keys are typed. */
export type Messages = {
  accounts: typeof accounts
  auditLog: typeof auditLog
  billChecks: typeof billChecks
  complaints: typeof complaints
  common: typeof common
  dashboard: typeof dashboard
  errors: typeof errors
  identity: typeof identity
  imports: typeof imports
  lists: typeof lists
  palette: typeof palette
  orderLife: typeof orderLife
  rePricing: typeof rePricing
  register: typeof register
  registerChanges: typeof registerChanges
  shell: typeof shell
  tariffDrafts: typeof tariffDrafts
  tariffs: typeof tariffs
  workOrders: typeof workOrders
}

/** The file of each. */
const FILES: Record<keyof Messages, string> = {
  accounts: 'accounts',
  auditLog: 'audit-log',
  billChecks: 'bill-checks',
  complaints: 'complaints',
  common: 'common',
  dashboard: 'dashboard',
  errors: 'errors',
  identity: 'identity',
  imports: 'imports',
  lists: 'lists',
  palette: 'palette',
  orderLife: 'order-life',
  rePricing: 're-pricing',
  register: 'register',
  registerChanges: 'register-changes',
  shell: 'shell',
  tariffDrafts: 'tariff-drafts',
  tariffs: 'tariffs',
  workOrders: 'work-orders',
}

export async function loadMessages(locale: 'zh-CN' | 'en'): Promise<Messages> {
  const texts = await Promise.all(
    Object.entries(FILES).map(async ([namespace, file]) => [namespace, ((await import(`./${locale}/${file}.json`)) as { default: unknown }).default] as const),
  )
  return Object.fromEntries(texts) as Messages
}
