import 'server-only'
import { pool } from '@/server/db'
import { system } from '@/server/scope'

/** The first place where a station's chain does not hold. */
export interface BrokenLink {
  stationId: number
  /** Its place in the chain; null for an entry that never got one. */
  seq: bigint | null
  /** The entry, as `audit_log.id`. */
  entry: bigint | null
  fault: 'entry-changed' | 'entry-missing' | 'link-missing' | 'link-changed' | 'gap' | 'tail-missing' | 'anchor-differs'
}

/** What a chain came to at some moment, kept in another place: see `commands/anchor-log.ts`. */
export interface Anchor {
  stationId: number
  seq: bigint
  /** Hexadecimal. */
  hash: string
}

/**
 * One row for each station whose chain is broken: entries are digested again, links computed again from the one before, and
 * the end compared with the head.
 */
const BROKEN_SQL = `
  WITH link AS (
    SELECT l.station_id, l.seq, l.log_id, l.hash, l.entry_hash,
           lag(l.hash, 1, ''::bytea) OVER chain AS hash_before, lag(l.seq, 1, 0::bigint) OVER chain AS seq_before,
           e.id IS NULL AS gone, e.id IS NOT NULL AND audit_entry_digest(e) <> l.entry_hash AS changed
    FROM audit_link l LEFT JOIN audit_log e ON e.station_id = l.station_id AND e.id = l.log_id
    WHERE $1::int IS NULL OR l.station_id = $1
    WINDOW chain AS (PARTITION BY l.station_id ORDER BY l.seq)
  ), fault AS (
    SELECT station_id, seq, log_id,
           CASE WHEN gone THEN 'entry-missing' WHEN changed THEN 'entry-changed' WHEN seq IS NULL OR seq <> seq_before + 1 THEN 'gap' ELSE 'link-changed' END AS fault
    FROM link
    WHERE gone OR changed OR seq IS NULL OR seq <> seq_before + 1 OR hash <> audit_link_digest(hash_before, seq, entry_hash)
    UNION ALL
    SELECT e.station_id, NULL, e.id, 'link-missing' FROM audit_log e
    WHERE ($1::int IS NULL OR e.station_id = $1) AND NOT EXISTS (SELECT 1 FROM audit_link l WHERE l.station_id = e.station_id AND l.log_id = e.id)
    UNION ALL
    SELECT COALESCE(h.station_id, last.station_id), COALESCE(h.seq, last.seq), NULL, 'tail-missing'
    FROM audit_head h FULL JOIN (SELECT DISTINCT ON (station_id) station_id, seq, hash FROM audit_link ORDER BY station_id, seq DESC) last USING (station_id)
    WHERE ($1::int IS NULL OR COALESCE(h.station_id, last.station_id) = $1) AND (h.seq IS DISTINCT FROM last.seq OR h.hash IS DISTINCT FROM last.hash)
  )
  SELECT DISTINCT ON (station_id) station_id AS "stationId", seq, log_id AS entry, fault FROM fault ORDER BY station_id, seq NULLS LAST, log_id`

interface Row {
  stationId: number
  seq: string | null
  entry: string | null
  fault: BrokenLink['fault']
}

/** The first broken link of each station's chain; none when all hold. @param anchors what was kept elsewhere, to be found again */
export async function brokenLinks(stationId: number | null, anchors: readonly Anchor[] = []): Promise<BrokenLink[]> {
  const { rows } = await pool(system('verify')).query<Row>(BROKEN_SQL, [stationId])
  const broken = rows.map(({ seq, entry, ...row }) => ({ ...row, seq: seq === null ? null : BigInt(seq), entry: entry === null ? null : BigInt(entry) }))
  return [...broken, ...(await lostAnchors(anchors.filter((anchor) => stationId === null || anchor.stationId === stationId)))]
}

/** Anchors that the chains no longer come to: then a chain was made anew from some link on. */
async function lostAnchors(anchors: readonly Anchor[]): Promise<BrokenLink[]> {
  const lost: BrokenLink[] = []
  for (const { stationId, seq, hash } of anchors) {
    const { rows } = await pool(system('verify')).query<{ hash: string }>(`SELECT encode(hash, 'hex') AS hash FROM audit_link WHERE station_id = $1 AND seq = $2`, [stationId, seq])
    if (rows[0]?.hash !== hash) lost.push({ stationId, seq, entry: null, fault: 'anchor-differs' })
  }
  return lost
}

/** Where every chain ends now. */
export async function chainHeads(): Promise<Anchor[]> {
  const { rows } = await pool(system('verify')).query<{ stationId: number; seq: string; hash: string }>(
    `SELECT station_id AS "stationId", seq, encode(hash, 'hex') AS hash FROM audit_head ORDER BY station_id`,
  )
  return rows.map(({ seq, ...head }) => ({ ...head, seq: BigInt(seq) }))
}
