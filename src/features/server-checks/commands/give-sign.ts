import 'server-only'
import { pool } from '@/server/db'
import { SHARED_TABLES } from '@/server/scope'

/** The worker says that it is alive. It concerns nobody's books and is kept outside of the audited transactions. */
export const giveSign = (at: Date): Promise<unknown> =>
  pool(SHARED_TABLES).query('INSERT INTO worker_sign (id, at) VALUES (1, $1) ON CONFLICT (id) DO UPDATE SET at = EXCLUDED.at', [at])
