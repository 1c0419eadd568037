/** What someone means by what they type into the one box: a number, the initials of a name, or parts of a name or address. */
export type AccountLook =
  | { kind: 'all' }
  /** The beginning of an account's or a meter's number. */
  | { kind: 'number'; prefix: string }
  /** Letters, perhaps with digits: a name's initials, or numbers that have letters, or a part of a name that is not Chinese. */
  | { kind: 'letters'; prefix: string }
  /** One character: a name that begins with it. */
  | { kind: 'begins'; prefix: string }
  /** Each word is part of the name or of the address; the longest is looked up, the others narrow. */
  | { kind: 'words'; main: string; others: string[] }

const DIGITS = /^[0-9]+$/
const LETTERS = /^[0-9A-Za-z-]+$/

export function accountLook(text: string): AccountLook {
  const trimmed = plainDigitsAndLetters(text).trim()
  if (trimmed === '') return { kind: 'all' }
  if (DIGITS.test(trimmed)) return { kind: 'number', prefix: trimmed }
  if (LETTERS.test(trimmed)) return { kind: 'letters', prefix: trimmed }
  const words = trimmed.split(/\s+/)
  const [main = '', ...others] = words.toSorted((a, b) => lengthOf(b) - lengthOf(a))
  if (lengthOf(main) >= 2) return { kind: 'words', main, others }
  return words.length === 1 ? { kind: 'begins', prefix: main } : { kind: 'words', main: words.join(''), others: [] }
}

const FULL_WIDTH = /[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]/g
const TO_PLAIN = 0xff10 - 0x30

/** Digits and letters that an input method made as wide as a character; brackets and the like stay, since addresses have them so. */
const plainDigitsAndLetters = (text: string): string => text.replace(FULL_WIDTH, (wide) => String.fromCharCode(wide.charCodeAt(0) - TO_PLAIN))

const lengthOf = (word: string): number => [...word].length

/** The pairs of neighbouring characters of a word, as the database indexes them. */
export function pairsOf(word: string): string[] {
  const characters = [...word.toLowerCase()]
  return characters.slice(1).map((character, index) => `${characters[index] ?? ''}${character}`)
}
