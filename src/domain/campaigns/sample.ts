/** A random sample that anyone can draw again: the same seed gives the same accounts, whatever order they come in. */
import { textHash } from '../suspects/series'

/** @param keyOf what an item is known by */
export const sampleOf = <Item>(items: readonly Item[], keyOf: (item: Item) => string, seed: number, size: number): Item[] =>
  items
    .map((item) => ({ item, key: keyOf(item), draw: textHash(`${seed} ${keyOf(item)}`) }))
    .sort((a, b) => a.draw - b.draw || (a.key < b.key ? -1 : 1))
    .slice(0, size)
    .map(({ item }) => item)
