import 'server-only'
import { pairsOf } from '@/domain/register/account-look'
import { now } from '@/server/clock'
import { pool } from '@/server/db'
import { SHARED_TABLES } from '@/server/scope'

/**
 * A share of all names or addresses above which looking along the key finds a page sooner than an index does: of a word of one
 * pair of characters, and of the rarer of two. A longer word is rare, however common its pairs are.
 */
const COMMON_SHARE = [1 / 200, 1 / 20]
const KEPT_MS = 10 * 60_000

interface Kept {
  readAt: number
  name: Map<string, number>
  address: Map<string, number>
}

let kept: Promise<Kept> | null = null

/** How often each common pair of characters occurs: what the database's own statistics say of its two indexes of pairs. */
async function read(): Promise<Kept> {
  const { rows } = await pool(SHARED_TABLES).query<{ index: string; pairs: string[]; shares: number[] }>('SELECT index, pairs, shares FROM common_pairs()')
  const of = (index: string) => {
    const row = rows.find((one) => one.index === index)
    return new Map(row?.pairs.map((pair, place) => [pair, row.shares[place] ?? 0]))
  }
  return { readAt: now().getTime(), name: of('account_name_bigrams'), address: of('account_address_bigrams') }
}

async function statistics(): Promise<Kept> {
  if (kept === null || (await kept).readAt + KEPT_MS < now().getTime()) {
    kept = read().catch((error: unknown) => {
      kept = null
      throw error
    })
  }
  return kept
}

/** Whether so many names or addresses hold the word that its first page is found by walking along the key. A guess, never wrong in what is found. */
export async function isCommon(word: string): Promise<boolean> {
  const { name, address } = await statistics()
  const pairs = pairsOf(word)
  const least = (shares: ReadonlyMap<string, number>) => Math.min(...pairs.map((pair) => shares.get(pair) ?? 0))
  return least(name) + least(address) >= (COMMON_SHARE[pairs.length - 1] ?? Infinity)
}

/** So small a share of all is few enough to be looked at one by one. */
const FEW_SHARE = 5e-4

/**
 * The pairs of a word that suffice to find it by, of names and of addresses: the rarest, until few can hold them all. An index
 * that is asked for every pair reads through the longest lists too, which takes ten times as long.
 */
export async function rarePairs(word: string): Promise<{ name: string[]; address: string[] }> {
  const { name, address } = await statistics()
  return { name: rarest(name, word), address: rarest(address, word) }
}

function rarest(shares: ReadonlyMap<string, number>, word: string): string[] {
  const share = (pair: string) => shares.get(pair) ?? 0
  const taken: string[] = []
  let together = 1
  for (const pair of [...new Set(pairsOf(word))].sort((a, b) => share(a) - share(b))) {
    // Without statistics nothing is known to be rare, and all of them are asked for.
    if (shares.size > 0 && taken.length > 0 && together < FEW_SHARE) break
    taken.push(pair)
    together *= share(pair)
  }
  return taken
}
