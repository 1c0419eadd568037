/** Chance that can be repeated: the same seed gives the same draw on every machine and every day. */

export interface SeededRandom {
  /** A 32-bit whole number, 0 to 4,294,967,295. */
  next: () => number
  /** A whole number from 0 to `below` − 1, each equally likely. */
  below: (below: number) => number
}

/** A seed from any text: FNV-1a over its UTF-16 code units. */
export function seedOf(text: string): number {
  let hash = 0x811c9dc5
  for (let place = 0; place < text.length; place += 1) hash = Math.imul(hash ^ text.charCodeAt(place), 0x01000193)
  return hash >>> 0
}

const RANGE = 4_294_967_296

/** Mulberry32. Numbers that would favour low remainders are drawn again. */
export function seededRandom(seed: number): SeededRandom {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return (mixed ^ (mixed >>> 14)) >>> 0
  }
  const below = (limit: number): number => {
    const fair = RANGE - (RANGE % limit)
    for (;;) {
      const drawn = next()
      if (drawn < fair) return drawn % limit
    }
  }
  return { next, below }
}

/**
 * `count` different places out of 0 … `size` − 1, each set equally likely (Floyd), in ascending order; all of them when
 * there are no more.
 */
export function drawPlaces(size: number, count: number, random: SeededRandom): number[] {
  if (count >= size) return Array.from({ length: size }, (_, place) => place)
  const drawn = new Set<number>()
  for (let last = size - count; last < size; last += 1) {
    const place = random.below(last + 1)
    drawn.add(drawn.has(place) ? last : place)
  }
  return [...drawn].sort((a, b) => a - b)
}
