/** What there is to choose from, apart from the library that checks it: lists and forms show it at once. */
export const SESSION_KINDS = ['training', 'meeting'] as const

export const LINKED_EVIDENCE = ['work_order', 'campaign', 'chart'] as const
