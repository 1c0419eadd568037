/** A control character that no database keeps, or half of a character that is written as two. */
const UNSTORABLE = /\u0000|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/

/** Whether every text in some input, however deep, can be kept as it is. */
export function isStorable(input: unknown): boolean {
  const open: unknown[] = [input]
  while (open.length > 0) {
    const value = open.pop()
    if (typeof value === 'string' && UNSTORABLE.test(value)) return false
    if (value instanceof FormData) open.push(...[...value.entries()].flatMap(([name, content]) => [name, typeof content === 'string' ? content : content.name]))
    else if (typeof value === 'object' && value !== null) open.push(...Object.keys(value), ...Object.values(value))
  }
  return true
}
