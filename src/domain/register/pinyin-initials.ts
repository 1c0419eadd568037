import { pinyin } from 'pinyin-pro'

/** A person's name; longer ones are of shops, companies and wells. */
const LONGEST_PERSON = 4
/** Names repeat by the thousand in a company; so many are remembered. */
const MOST_REMEMBERED = 200_000

const remembered = new Map<string, string>()

/**
 * The first letters of a name's pinyin, by which people type it: `王小明` → `wxm`, `ABC公司12` → `abcgs12`. Lower case;
 * letters and digits stay, anything else is left out. A person's surname is read as a surname (`曾` is z, `单` is s).
 */
export function pinyinInitials(name: string): string {
  const known = remembered.get(name)
  if (known !== undefined) return known
  if (remembered.size >= MOST_REMEMBERED) remembered.clear()
  const initials = lettersOf(name)
  remembered.set(name, initials)
  return initials
}

function lettersOf(name: string): string {
  const person = [...name].length <= LONGEST_PERSON
  const letters = pinyin(name.normalize('NFKC'), { pattern: 'first', toneType: 'none', type: 'array', ...(person ? { surname: 'head' } : {}) })
  return letters.join('').toLowerCase().replace(/[^a-z0-9]/g, '')
}
