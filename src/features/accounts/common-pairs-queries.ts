import 'server-only'
import { pairsOf } from '@/domain/register/account-look'
import { now } from '@/server/clock'
import { pool } from '@/server/db'

/** A share of all names or addresses above which looking along the key finds a page sooner than an index does. */
const COMMON_SHARE = 1 / 400
const KEPT_MS = 10 * 60_000

interface Kept {
  readAt: number
  name: Map<string, number>
  address: Map<string, number>
}

let kept: Promise<Kept> | null = null

/** How often each common pair of characters occurs: what the database's own statistics say of its two indexes of pairs. */
async function read(): Promise<Kept> {
  const { rows } = await pool().query<{ index: string; pairs: string[]; shares: number[] }>(
    `SELECT tablename AS index, most_common_elems::text::text[] AS pairs, most_common_elem_freqs AS shares
     FROM pg_stats WHERE tablename IN ('account_name_bigrams', 'account_address_bigrams') AND most_common_elems IS NOT NULL`,
  )
  const of = (index: string) => {
    const row = rows.find((one) => one.index === index)
    return new Map(row?.pairs.map((pair, place) => [pair, row.shares[place] ?? 0]))
  }
  return { readAt: now().getTime(), name: of('account_name_bigrams'), address: of('account_address_bigrams') }
}

/** Whether so many names or addresses hold the word that its first page is found by walking along the key. A guess, never wrong in what is found. */
export async function isCommon(word: string): Promise<boolean> {
  if (kept === null || (await kept).readAt + KEPT_MS < now().getTime()) {
    kept = read().catch((error: unknown) => {
      kept = null
      throw error
    })
  }
  const { name, address } = await kept
  return shareOf(name, word) + shareOf(address, word) >= COMMON_SHARE
}

const shareOf = (shares: ReadonlyMap<string, number>, word: string): number => Math.min(...pairsOf(word).map((pair) => shares.get(pair) ?? 0))
