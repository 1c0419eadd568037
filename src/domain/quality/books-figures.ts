/** Figures that came from the books and those that a person changed. */
import { cell, type Row } from './tool-sheet'

/** What people put beside the books' figures is theirs: a split of the limits and its countermeasure. */
const BESIDE: readonly string[] = ['split', 'measure']

/**
 * Whether rows still say what the books said: each of the books' cells is there as it was, in its row.
 * @param alsoAs other words that a cell of the books may stand in
 */
export const sameFigures = (books: readonly Row[], rows: readonly Row[], alsoAs: (text: string) => readonly string[] = () => []): boolean =>
  books.length === rows.length &&
  books.every((row, place) => Object.keys(row).filter((key) => !BESIDE.includes(key)).every((key) => [cell(row, key), ...alsoAs(cell(row, key))].includes(cell(rows[place] ?? {}, key))))
