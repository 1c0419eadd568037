/** How often one may do something within a span. */

interface Window {
  beganMs: number
  uses: number
}

/** Spans under way, by what and whose. */
export type Windows = Map<string, Window>

interface Limit {
  most: number
  spanMs: number
}

/** More than these are cleared of what has passed, so that the map never outgrows the people who are there. */
const MANY = 10_000

/** Counts one use. @returns 0 where it is within the limit, else the milliseconds until the next span */
export function withinLimit(windows: Windows, key: string, { most, spanMs }: Limit, atMs: number): number {
  if (windows.size > MANY) for (const [old, { beganMs }] of windows) if (atMs - beganMs >= spanMs) windows.delete(old)
  const known = windows.get(key)
  const window = known && atMs >= known.beganMs && atMs - known.beganMs < spanMs ? known : { beganMs: atMs, uses: 0 }
  windows.set(key, window)
  if (window.uses >= most) return window.beganMs + spanMs - atMs
  window.uses += 1
  return 0
}
