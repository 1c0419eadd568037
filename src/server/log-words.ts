import 'server-only'

const REMOVED = '[removed]'

/** What may never stand in a log, and how it is known; `$1` keeps the word that says what it was. */
const SECRETS: readonly (readonly [RegExp, string])[] = [
  // A database client repeats the arguments of a call it could not make, and the lines of the source; what was wrong follows the last blank line.
  [/(invocation[^\n]*\n)(?:[\s\S]*\n\n|[\s\S]*$)/, `$1${REMOVED}\n`],
  [/((?:password|former|passwd|secret|token|cookie|authorization|credential|backup_?codes?|signature)["']?\s*[:=]\s*)(?:"[^"]*"|'[^']*'|[^\s,;})]+)/gi, `$1${REMOVED}`],
  [/\$argon2[^\s'")]*/g, REMOVED],
  [/(:\/\/)[^/\s@]*@/g, '$1…@'],
  [/\bBearer\s+\S+/gi, `Bearer ${REMOVED}`],
  [/(?<!\d)(?:\+?86)?1[3-9]\d{9}(?!\d)/g, REMOVED],
  [/[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+\.[\p{L}.]{2,}/gu, REMOVED],
]

/** A text for the log without passwords, tokens, cookies, hashes, addresses of databases with their passwords, phone numbers and e-mail addresses. */
export const withoutSecrets = (text: string): string => SECRETS.reduce((rest, [pattern, instead]) => rest.replace(pattern, instead), text)
