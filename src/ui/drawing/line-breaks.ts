/** Where a line of a PDF may break within what has no space in it. */

/** A longer word without a space is a digest or an address: it may break anywhere. */
const LONGEST_WORD = 24

const PIECES = /[（《“‘「【]*(?:[\u2e80-\uffef]|[^\u2e80-\uffef]+)[，。、；：？！）》”’」】%]*/gu

/** Chinese may break after any character, but no line begins with a closing mark or ends with an opening one; words do not break. */
export function breakable(word: string): string[] {
  const pieces = (word.match(PIECES) ?? [word]).flatMap((piece) => (piece.length > LONGEST_WORD ? [...piece] : [piece]))
  // The empty piece in between keeps a hyphen from being set at the break.
  return pieces.length === 1 ? pieces : pieces.flatMap((piece) => [piece, ''])
}
