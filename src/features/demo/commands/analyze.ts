import 'server-only'
import { pool } from '@/server/db'
import { asOwner } from '@/server/scoped-pool'
import type { Viewer } from '@/server/viewer'

/** Fresh statistics after a big load, so that the first searches are planned well. */
export async function analyze(viewer: Viewer): Promise<void> {
  const client = await pool(viewer).connect()
  try {
    await asOwner(client, async () => {
      await client.query('ANALYZE')
      // What was loaded last waits beside the indexes of pairs, and every look-up would read through it.
      await client.query(`SELECT gin_clean_pending_list(name::regclass) FROM unnest(ARRAY['account_name_bigrams', 'account_address_bigrams']) AS name`)
    })
  } finally {
    client.release()
  }
}
