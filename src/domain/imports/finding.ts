/** What can be wrong with a row of an imported file. */
import type { Slip } from './likely-slips'

/**
 * `blocker`: the row stays out until it is corrected. `held`: it stays out until someone corrects it or confirms it as right.
 * `warning`: it goes in (or, as a total, is no row of its own); somebody should look.
 */
export const SEVERITIES = ['blocker', 'held', 'warning'] as const
export type Severity = (typeof SEVERITIES)[number]

export const FINDINGS = {
  unreadable: 'blocker',
  'uneven-row': 'blocker',
  formula: 'blocker',
  'unknown-station': 'blocker',
  'unknown-district': 'blocker',
  'unknown-category': 'blocker',
  'unknown-account': 'blocker',
  'ambiguous-account': 'blocker',
  'account-elsewhere': 'blocker',
  'no-category': 'blocker',
  negative: 'blocker',
  duplicate: 'blocker',
  'parts-differ': 'blocker',
  'parts-disagree': 'blocker',
  'part-left-out': 'blocker',
  'part-held': 'held',
  'registers-differ': 'blocker',
  'month-closed': 'blocker',
  'bill-differs': 'blocker',
  'period-backwards': 'blocker',
  'assignment-overlap': 'blocker',
  'order-under-way': 'blocker',
  'category-changes': 'held',
  'split-incomplete': 'blocker',
  'absurd-energy': 'held',
  'month-ahead': 'held',
  'no-accounts': 'held',
  'price-out-of-range': 'held',
  'total-row': 'warning',
  'category-kept': 'warning',
  'new-station': 'warning',
  'new-district': 'warning',
} as const satisfies Record<string, Severity>

export type FindingCode = keyof typeof FINDINGS
export const FINDING_CODES = Object.keys(FINDINGS) as [FindingCode, ...FindingCode[]]

/** In what a row can differ from the bill that the books have. */
export const DIFFERENCES = ['amount', 'energy', 'category', 'period', 'yearToDate', 'registers', 'meter'] as const
export type Difference = (typeof DIFFERENCES)[number]

/** What only a second person may confirm, one who decides work orders: as for a category that is changed in any other way. */
export const FOUR_EYES: readonly FindingCode[] = ['category-changes']

export interface Finding {
  column: string
  code: FindingCode
  severity: Severity
  params: Readonly<Record<string, string>>
  /** Values that would be plausible, the likeliest first. */
  slips?: readonly Slip[]
}

export const finding = (column: string, code: FindingCode, params: Finding['params'] = {}): Finding => ({ column, code, severity: FINDINGS[code], params })

/** What reading a row came to: its values for the database, or null when a cell keeps it from being checked further. */
export interface ReadRow {
  values: (string | null)[] | null
  findings: Finding[]
  /** Of a row that cannot be checked: which account's month it is about (its first day), where that can be read. */
  subject?: { accountNo: string; month: string }
}

/** A row's cell by its column; empty where the file has none. */
export type CellAt<Column extends string> = (column: Column) => string

/** What names in a file stand for. Keys are as `nameKey` writes them. */
export interface Names {
  stations: ReadonlyMap<string, number>
  categories: ReadonlyMap<string, number>
}
