/** What there is to choose from, apart from the library that checks it: lists and forms show it at once. */

/** The queues: what someone comes to the list for. */
export const QUEUE_VIEWS = ['all', 'approve', 'drafts', 'returned', 'assigned', 'overdue', 'unverified'] as const
export type QueueView = (typeof QUEUE_VIEWS)[number]

export const QUEUE_SORTS = ['number', 'waiting', 'difference'] as const
export type QueueSort = (typeof QUEUE_SORTS)[number]

/** Columns that can be left out; the number always stands. */
export const QUEUE_COLUMNS = ['state', 'account', 'finding', 'difference', 'due', 'people', 'created'] as const
export type QueueColumn = (typeof QUEUE_COLUMNS)[number]
