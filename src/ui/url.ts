/** Addresses of lists: filters live in the URL, so that a link or Back brings the same view. */

type Params = Readonly<Record<string, string | number | null | undefined>>

/** `withParams('/accounts', { q: '柳', after: null })`: empty ones are left out. */
export function withParams(path: string, params: Params): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(params)) {
    if (value !== null && value !== undefined && value !== '') search.set(name, String(value))
  }
  const text = search.toString()
  return text === '' ? path : `${path}?${text}`
}

/** The one value of a search parameter; a repeated one counts as its first. */
export const single = (value: string | string[] | undefined): string | undefined => (Array.isArray(value) ? value[0] : value)
