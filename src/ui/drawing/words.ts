/** How much room words take, before any font is there to measure them. */

export const TEXT_SIZE = 11

const isSquare = (letter: string): boolean => (letter.codePointAt(0) ?? 0) > 0x2e7f

/** About how wide a text is: Chinese characters are square, others half as wide. */
export const textWidth = (content: string, size = TEXT_SIZE): number => [...content].reduce((sum, letter) => sum + (isSquare(letter) ? size : size * 0.56), 0)

/** A text cut to a width, with an ellipsis. */
export function clipped(content: string, width: number, size = TEXT_SIZE): string {
  if (textWidth(content, size) <= width) return content
  const letters = [...content]
  while (letters.length > 1 && textWidth(`${letters.join('')}…`, size) > width) letters.pop()
  return `${letters.join('')}…`
}

/** A text in lines no wider than `width`; broken between words, or between any two Chinese characters. */
export function wrapped(content: string, width: number, size = TEXT_SIZE): string[] {
  const pieces = content.match(/[\u2e80-\u9fff\uff00-\uff60]|[^\s\u2e80-\u9fff\uff00-\uff60]+\s*/g) ?? []
  const lines: string[] = []
  let current = ''
  for (const piece of pieces) {
    if (current !== '' && textWidth(current + piece.trimEnd(), size) > width) {
      lines.push(current.trimEnd())
      current = ''
    }
    current += piece
  }
  return current === '' ? lines : [...lines, current.trimEnd()]
}
