import type accountRules from './zh-CN/account-rules.json'
import type accounts from './zh-CN/accounts.json'
import type analysis from './zh-CN/analysis.json'
import type attachments from './zh-CN/attachments.json'
import type auditActions from './zh-CN/audit-actions.json'
import type auditLog from './zh-CN/audit-log.json'
import type billChecks from './zh-CN/bill-checks.json'
import type campaigns from './zh-CN/campaigns.json'
import type chartNotes from './zh-CN/chart-notes.json'
import type charts from './zh-CN/charts.json'
import type comments from './zh-CN/comments.json'
import type common from './zh-CN/common.json'
import type complaints from './zh-CN/complaints.json'
import type dashboard from './zh-CN/dashboard.json'
import type datedRules from './zh-CN/dated-rules.json'
import type errors from './zh-CN/errors.json'
import type guides from './zh-CN/guides.json'
import type identity from './zh-CN/identity.json'
import type imports from './zh-CN/imports.json'
import type inspections from './zh-CN/inspections.json'
import type lists from './zh-CN/lists.json'
import type monthlyReports from './zh-CN/monthly-reports.json'
import type notifications from './zh-CN/notifications.json'
import type orderDesk from './zh-CN/order-desk.json'
import type orderLife from './zh-CN/order-life.json'
import type palette from './zh-CN/palette.json'
import type personalData from './zh-CN/personal-data.json'
import type quality from './zh-CN/quality.json'
import type qualityGates from './zh-CN/quality-gates.json'
import type qualityReport from './zh-CN/quality-report.json'
import type qualityTools from './zh-CN/quality-tools.json'
import type rePricing from './zh-CN/re-pricing.json'
import type recoveryTargets from './zh-CN/recovery-targets.json'
import type register from './zh-CN/register.json'
import type registerChanges from './zh-CN/register-changes.json'
import type serverCheck from './zh-CN/server-check.json'
import type shell from './zh-CN/shell.json'
import type suspects from './zh-CN/suspects.json'
import type tariffCategories from './zh-CN/tariff-categories.json'
import type tariffDrafts from './zh-CN/tariff-drafts.json'
import type tariffs from './zh-CN/tariffs.json'
import type workOrders from './zh-CN/work-orders.json'

/** The texts of the screens, a file for each thing a user would name; zh-CN is the one whose keys are typed. */
export type Messages = {
  accountRules: typeof accountRules
  accounts: typeof accounts
  analysis: typeof analysis
  attachments: typeof attachments
  auditActions: typeof auditActions
  auditLog: typeof auditLog
  billChecks: typeof billChecks
  campaigns: typeof campaigns
  chartNotes: typeof chartNotes
  charts: typeof charts
  comments: typeof comments
  common: typeof common
  complaints: typeof complaints
  dashboard: typeof dashboard
  datedRules: typeof datedRules
  errors: typeof errors
  guides: typeof guides
  identity: typeof identity
  imports: typeof imports
  inspections: typeof inspections
  lists: typeof lists
  monthlyReports: typeof monthlyReports
  notifications: typeof notifications
  orderDesk: typeof orderDesk
  orderLife: typeof orderLife
  palette: typeof palette
  personalData: typeof personalData
  quality: typeof quality
  qualityGates: typeof qualityGates
  qualityReport: typeof qualityReport
  qualityTools: typeof qualityTools
  rePricing: typeof rePricing
  recoveryTargets: typeof recoveryTargets
  register: typeof register
  registerChanges: typeof registerChanges
  serverCheck: typeof serverCheck
  shell: typeof shell
  suspects: typeof suspects
  tariffCategories: typeof tariffCategories
  tariffDrafts: typeof tariffDrafts
  tariffs: typeof tariffs
  workOrders: typeof workOrders
}

/** The file of each. */
const FILES: Record<keyof Messages, string> = {
  accountRules: 'account-rules',
  accounts: 'accounts',
  analysis: 'analysis',
  attachments: 'attachments',
  auditActions: 'audit-actions',
  auditLog: 'audit-log',
  billChecks: 'bill-checks',
  campaigns: 'campaigns',
  chartNotes: 'chart-notes',
  charts: 'charts',
  comments: 'comments',
  common: 'common',
  complaints: 'complaints',
  dashboard: 'dashboard',
  datedRules: 'dated-rules',
  errors: 'errors',
  guides: 'guides',
  identity: 'identity',
  imports: 'imports',
  inspections: 'inspections',
  lists: 'lists',
  monthlyReports: 'monthly-reports',
  notifications: 'notifications',
  orderDesk: 'order-desk',
  orderLife: 'order-life',
  palette: 'palette',
  personalData: 'personal-data',
  quality: 'quality',
  qualityGates: 'quality-gates',
  qualityReport: 'quality-report',
  qualityTools: 'quality-tools',
  rePricing: 're-pricing',
  recoveryTargets: 'recovery-targets',
  register: 'register',
  registerChanges: 'register-changes',
  serverCheck: 'server-check',
  shell: 'shell',
  suspects: 'suspects',
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
