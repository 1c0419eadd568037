export const OUTCOMES = ['finding', 'as_recorded', 'no_access'] as const
export type Outcome = (typeof OUTCOMES)[number]
export const FINDING_KINDS = ['low_tariff_high_use', 'split_not_applied', 'alternating_use', 'wrong_record'] as const

export const MOST_PHOTOS = 8
export const MOST_FILE_BYTES = 5 * 1024 * 1024
