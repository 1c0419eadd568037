import type accounts from './zh-CN/accounts.json'
import type billChecks from './zh-CN/bill-checks.json'
import type common from './zh-CN/common.json'
import type dashboard from './zh-CN/dashboard.json'
import type errors from './zh-CN/errors.json'
import type imports from './zh-CN/imports.json'
import type rePricing from './zh-CN/re-pricing.json'
import type register from './zh-CN/register.json'
import type shell from './zh-CN/shell.json'
import type tariffCategories from './zh-CN/tariff-categories.json'
import type tariffDrafts from './zh-CN/tariff-drafts.json'
import type tariffs from './zh-CN/tariffs.json'
import type workOrders from './zh-CN/work-orders.json'

/** The texts of the screens, a file for each thing a user would name; zh-CN is the one whose keys are typed. */
export type Messages = {
  accounts: typeof accounts
  billChecks: typeof billChecks
  common: typeof common
  dashboard: typeof dashboard
  errors: typeof errors
  imports: typeof imports
  rePricing: typeof rePricing
  register: typeof register
  shell: typeof shell
  tariffCategories: typeof tariffCategories
  tariffDrafts: typeof tariffDrafts
  tariffs: typeof tariffs
  workOrders: typeof workOrders
}

/** The file of each. */
const FILES: Record<keyof Messages, string> = {
  accounts: 'accounts',
  billChecks: 'bill-checks',
  common: 'common',
  dashboard: 'dashboard',
  errors: 'errors',
  imports: 'imports',
  rePricing: 're-pricing',
  register: 'register',
  shell: 'shell',
  tariffCategories: 'tariff-categories',
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
