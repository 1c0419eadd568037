/**
 * The words of the workbooks, in both languages: what a column is called and what may stand in it. Files travel between
 * people with different screens, so either language is read whatever the screen's.
 */
import type { SetWiseDecision } from '@/features/work-orders/schemas-set-wise'

type Words = { 'zh-CN': string; en: string }

/** Columns of the corrections workbook; those that must be there come first. */
export const CORRECTION_COLUMNS = {
  account: { 'zh-CN': '户号', en: 'Account number' },
  finding: { 'zh-CN': '问题类型', en: 'Finding' },
  category: { 'zh-CN': '更正为', en: 'Correct to' },
  from: { 'zh-CN': '执行日期', en: 'Effective from' },
  reason: { 'zh-CN': '更正原因', en: 'Reason' },
  evidence: { 'zh-CN': '证据说明', en: 'Evidence' },
  quantityCategory: { 'zh-CN': '定量类别', en: 'Quantity category' },
  quantity: { 'zh-CN': '定量（千瓦时/月）', en: 'Quantity (kWh a month)' },
  ratioCategory: { 'zh-CN': '定比类别', en: 'Ratio category' },
  ratio: { 'zh-CN': '定比（%）', en: 'Ratio (%)' },
} as const satisfies Record<string, Words>
export type CorrectionColumn = keyof typeof CORRECTION_COLUMNS
export const REQUIRED_CORRECTION_COLUMNS: readonly CorrectionColumn[] = ['account', 'finding', 'category', 'from', 'reason']

/** Columns of the approval list; the last two are filled in. */
export const APPROVAL_COLUMNS = {
  number: { 'zh-CN': '工作单号', en: 'Number' },
  version: { 'zh-CN': '版本', en: 'Version' },
  state: { 'zh-CN': '状态', en: 'State' },
  account: { 'zh-CN': '户号', en: 'Account number' },
  name: { 'zh-CN': '户名', en: 'Name' },
  finding: { 'zh-CN': '问题类型', en: 'Finding' },
  from: { 'zh-CN': '执行日期', en: 'Effective from' },
  difference: { 'zh-CN': '追补金额（元）', en: 'Back-billed (yuan)' },
  penalty: { 'zh-CN': '违约使用电费（元）', en: 'Penalty (yuan)' },
  preparer: { 'zh-CN': '编制人', en: 'Prepared by' },
  decision: { 'zh-CN': '审批决定', en: 'Decision' },
  remark: { 'zh-CN': '审批意见', en: 'Reason of the decision' },
} as const satisfies Record<string, Words>
export type ApprovalColumn = keyof typeof APPROVAL_COLUMNS
export const REQUIRED_APPROVAL_COLUMNS: readonly ApprovalColumn[] = ['number', 'version', 'decision']

export const FINDING_WORDS = {
  low_tariff_high_use: { 'zh-CN': '低价高用', en: 'High-tariff use on a low tariff' },
  split_not_applied: { 'zh-CN': '定比定量执行不到位', en: 'Split not applied' },
  alternating_use: { 'zh-CN': '居商交替用电', en: 'Residence and shop alternating' },
  wrong_record: { 'zh-CN': '档案错误', en: 'Wrong master data' },
} as const satisfies Record<string, Words>

export const DECISION_WORDS: Readonly<Record<SetWiseDecision, Words>> = {
  approve: { 'zh-CN': '批准', en: 'Approve' },
  'approve-and-apply': { 'zh-CN': '批准并执行', en: 'Approve and apply' },
  apply: { 'zh-CN': '执行', en: 'Apply' },
  return: { 'zh-CN': '退回', en: 'Return' },
}

const plain = (text: string): string => text.replace(/[\s（）()]/g, '').toLowerCase()

/** The key whose word a text is, in either language. */
export const keyFor = <Key extends string>(words: Readonly<Record<Key, Words>>, text: string): Key | null => {
  const wanted = plain(text)
  for (const key in words) if (wanted === key || Object.values(words[key]).some((word: string) => plain(word) === wanted)) return key
  return null
}

/** Where each column stands in a header. */
export const columnsIn = <Key extends string>(words: Readonly<Record<Key, Words>>, header: readonly string[]): Map<Key, number> =>
  new Map(header.flatMap((text, index): [Key, number][] => {
    const key = keyFor(words, text)
    return key === null ? [] : [[key, index]]
  }))
