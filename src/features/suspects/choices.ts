/** What there is to choose from, apart from the library that checks it: lists and forms show it at once. */

/** Why a suspect is none: what the next scoring learns from. */
export const DISMISS_REASONS = ['visited', 'large-household', 'heating', 'shared-meter', 'vacant', 'other'] as const
export type DismissReason = (typeof DISMISS_REASONS)[number]

export const SUSPECT_VIEWS = ['open', 'snoozed', 'dismissed', 'inspected'] as const
export type SuspectView = (typeof SUSPECT_VIEWS)[number]
