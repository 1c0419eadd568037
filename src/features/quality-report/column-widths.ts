import { breakable } from '@/ui/drawing/line-breaks'
import { textWidth } from '@/ui/drawing/words'

/** Points, as both files write tables. */
const TEXT_SIZE = 9
const PADDING = 10
/** Bold heads and capitals are wider than what is estimated for a letter. */
const SPARE = 1.12

/** The widest piece of a cell that a line cannot be broken within. */
const widestPiece = (content: string): number =>
  Math.max(0, ...content.split(/\s+/).flatMap((word) => breakable(word).map((piece) => textWidth(piece, TEXT_SIZE) * SPARE)))

/**
 * The widths of a table's columns in points: by their weights, but none narrower than its longest word, so that no word is
 * torn. Where not even that fits, all give way alike.
 */
export function columnWidths(head: readonly string[], rows: readonly (readonly string[])[], weights: readonly number[], total: number): number[] {
  const least = head.map((name, place) => Math.max(widestPiece(name), ...rows.map((row) => widestPiece(row[place] ?? ''))) + PADDING)
  const needed = least.reduce((sum, width) => sum + width, 0)
  if (needed >= total) return least.map((width) => (width * total) / needed)
  const narrow = new Set<number>()
  for (;;) {
    const [kept, weight] = head.reduce(([points, sum], _, place) => (narrow.has(place) ? [points - (least[place] ?? 0), sum] : [points, sum + (weights[place] ?? 1)]), [total, 0])
    const share = (place: number) => (kept * (weights[place] ?? 1)) / weight
    const tooNarrow = head.findIndex((_, place) => !narrow.has(place) && share(place) < (least[place] ?? 0))
    if (tooNarrow === -1) return head.map((_, place) => (narrow.has(place) ? (least[place] ?? 0) : share(place)))
    narrow.add(tooNarrow)
  }
}
