/** Whole fen for exact fractions, so that the parts still add up to their sum. */
import { fen, type Fen } from '../money'
import { add, compare, ratio, subtract, ZERO, type Ratio } from '../ratio'

const floorOf = ({ n, d }: Ratio): bigint => (n >= 0n ? n / d : -((-n + d - 1n) / d))

/**
 * Rounded down, and what is left goes where the most was cut off, a fen each.
 * @param total what they must add up to, where it was itself rounded before; the sum's whole fen when absent
 */
export function roundTogether(parts: readonly Ratio[], total: bigint = floorOf(parts.reduce(add, ZERO))): Fen[] {
  const floors = parts.map(floorOf)
  const missing = total - floors.reduce((sum, part) => sum + part, 0n)
  if (parts.length === 0) return []
  const cutOff = parts.map((part, index) => ({ index, rest: subtract(part, ratio(floors[index] ?? 0n)) })).sort((a, b) => compare(b.rest, a.rest) || a.index - b.index)
  const place = new Map(cutOff.map(({ index }, at) => [index, BigInt(at)]))
  const [each, over] = [missing / BigInt(parts.length), missing % BigInt(parts.length)]
  return floors.map((part, index) => {
    const at = place.get(index) ?? 0n
    // A sum that was rounded down below its parts is taken from those that lost the least.
    const extra = over >= 0n ? (at < over ? 1n : 0n) : at >= BigInt(parts.length) + over ? -1n : 0n
    return fen(part + each + extra)
  })
}
