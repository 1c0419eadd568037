/** What there is to choose from, apart from the library that checks it: lists and forms show it at once. */
/** States in which an order waits for somebody. */
export const DUE_STATES = ['draft', 'submitted', 'approved', 'applied', 'raised', 'verified'] as const
