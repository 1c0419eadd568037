/** What a page may load and run, and what a request must say of where it comes from. */

interface PolicyFacts {
  nonce: string
  /** Whether people come by https. */
  secure: boolean
  /** The framework's development mode evaluates text and writes style elements. */
  development: boolean
}

/**
 * The content security policy of a page: scripts by the nonce of this one answer and what those load themselves, everything
 * else from here alone. Style elements need the nonce too; style attributes are allowed, since positions and widths are drawn
 * with them, and can run nothing.
 */
export function contentPolicy({ nonce, secure, development }: PolicyFacts): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ''}`,
    "script-src-attr 'none'",
    development ? "style-src 'self' 'unsafe-inline'" : `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' blob: data:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "frame-src 'none'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    ...(secure ? ['upgrade-insecure-requests'] : []),
  ].join('; ')
}

interface FetchMetadata {
  method: string
  /** `sec-fetch-site`, `sec-fetch-mode`, `sec-fetch-dest`; null where the browser or program says nothing. */
  site: string | null
  mode: string | null
  dest: string | null
}

/**
 * Whether another site may make this request: it may lead here by a link, in a window of its own; it may neither embed, read
 * nor change anything. Source: the resource isolation policy of the Fetch Metadata specification.
 */
export function mayComeFromElsewhere({ method, site, mode, dest }: FetchMetadata): boolean {
  if (site === null || site === 'same-origin' || site === 'none') return true
  return method === 'GET' && mode === 'navigate' && (dest === null || dest === 'document' || dest === 'empty')
}
