import 'server-only'

/** PostgreSQL's class 22, data exceptions: numbers, dates and lengths beyond what a column holds. */
const DATA_EXCEPTION = /^22/
/** The database client's own words for a number that its column cannot hold. */
const TOO_LARGE = /^(P2020|P2033)$/

/**
 * Whether the database refused a value for being beyond what it can hold: a fault of the input that no schema named, not of
 * ours. The transaction is rolled back like any other that fails.
 */
export function isOutOfRange(error: unknown): boolean {
  for (let cause: unknown = error, depth = 0; typeof cause === 'object' && cause !== null && depth < 5; depth += 1) {
    if ('code' in cause && typeof cause.code === 'string' && (DATA_EXCEPTION.test(cause.code) || TOO_LARGE.test(cause.code))) return true
    if ('originalCode' in cause && typeof cause.originalCode === 'string' && DATA_EXCEPTION.test(cause.originalCode)) return true
    cause = 'meta' in cause && typeof cause.meta === 'object' && cause.meta !== null && 'driverAdapterError' in cause.meta ? cause.meta.driverAdapterError : 'cause' in cause ? cause.cause : null
  }
  return false
}
