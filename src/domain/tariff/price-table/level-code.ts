/** Short codes for voltage levels, as they end the codes of categories. */

/** `不满1千伏` → `LV`, `1-10千伏` → `10`, `20千伏` → `20`, `35-110千伏` → `35`, `110千伏及以上` → `110`. */
export function levelCode(level: string): string {
  if (/(不满|below|under|<)\s*1(?!\d)|低压|220\s*\/\s*380/i.test(level)) return 'LV'
  const [first, second] = level.match(/\d+/g) ?? []
  if (first === undefined) return 'X'
  return first === '1' && second !== undefined ? second : first
}

/** A code for each level, told apart where two would have the same. */
export function levelCodes(levels: readonly string[]): { level: string; code: string }[] {
  const taken = new Set<string>()
  return [...new Set(levels)].map((level) => {
    const plain = levelCode(level)
    let code = plain
    for (let more = 2; taken.has(code); more += 1) code = `${plain}-${more}`
    taken.add(code)
    return { level, code }
  })
}
