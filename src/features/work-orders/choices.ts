/** What there is to choose from, apart from the library that checks it: lists and forms show it at once. */
export const FINDINGS = ['low_tariff_high_use', 'split_not_applied', 'alternating_use', 'wrong_record'] as const

export const DECISIONS = ['submit', 'approve', 'approve-and-apply', 'return', 'reject', 'cancel', 'apply', 'close'] as const
export type Decision = (typeof DECISIONS)[number]
