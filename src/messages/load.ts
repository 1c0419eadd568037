import type accounts from './zh-CN/accounts.json'
import type billChecks from './zh-CN/bill-checks.json'
import type common from './zh-CN/common.json'
import type dashboard from './zh-CN/dashboard.json'
import type errors from './zh-CN/errors.json'
import type imports from './zh-CN/imports.json'
import type rePricing from './zh-CN/re-pricing.json'
import type shell from './zh-CN/shell.json'
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
  shell: typeof shell
  tariffDrafts: typeof tariffDrafts
  tariffs: typeof tariffs
  workOrders: typeof workOrders
}

export async function loadMessages(locale: 'zh-CN' | 'en'): Promise<Messages> {
  const [accounts, billChecks, common, dashboard, errors, imports, rePricing, shell, tariffDrafts, tariffs, workOrders] = await Promise.all([
    import(`./${locale}/accounts.json`),
    import(`./${locale}/bill-checks.json`),
    import(`./${locale}/common.json`),
    import(`./${locale}/dashboard.json`),
    import(`./${locale}/errors.json`),
    import(`./${locale}/imports.json`),
    import(`./${locale}/re-pricing.json`),
    import(`./${locale}/shell.json`),
    import(`./${locale}/tariff-drafts.json`),
    import(`./${locale}/tariffs.json`),
    import(`./${locale}/work-orders.json`),
  ])
  return {
    accounts: accounts.default,
    billChecks: billChecks.default,
    common: common.default,
    dashboard: dashboard.default,
    errors: errors.default,
    imports: imports.default,
    rePricing: rePricing.default,
    shell: shell.default,
    tariffDrafts: tariffDrafts.default,
    tariffs: tariffs.default,
    workOrders: workOrders.default,
  }
}
