import 'server-only'

/** The number of a request: on its log lines, in the audit log, in its answer's head, and in what a user is told to quote. */

export const REQUEST_ID = 'x-request-id'

/** Without letters that are mistaken for figures over the telephone. */
const LETTERS = '0123456789abcdefghjkmnpqrstvwxyz'
const LENGTH = 12

/** 60 random bits: unique enough for a log, short enough to be read out. */
export const newRequestId = (): string => Array.from(crypto.getRandomValues(new Uint8Array(LENGTH)), (byte) => LETTERS[byte & 31]).join('')
