const RANGE = /^(.*?)(\d+)\.\.(.*?)(\d+)$/

/** Codes as people list them: by lines, commas or blanks, with ranges such as `0107-001..0107-061`. */
export function codesIn(text: string): string[] {
  return text
    .split(/[\s,，、;；]+/)
    .filter((part) => part !== '')
    .flatMap((part) => {
      const [, begin = '', first = '', sameBegin = '', last = ''] = RANGE.exec(part) ?? []
      const count = Number(last) - Number(first) + 1
      if (first === '' || (sameBegin !== '' && sameBegin !== begin) || count < 1 || count > 500) return [part]
      return Array.from({ length: count }, (_, place) => `${begin}${String(Number(first) + place).padStart(first.length, '0')}`)
    })
}
