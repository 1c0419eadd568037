import 'server-only'
import { pool } from '@/server/db'
import type { Viewer } from '@/server/viewer'
import { notificationsOf } from '../queries'

/** Marks notifications as read, for the viewer alone. It concerns nobody's books and is kept outside of the audited transactions. */
export async function markRead(viewer: Viewer, { keys }: { keys: 'all' | readonly string[] }, at: Date): Promise<{ read: number }> {
  const marked = keys === 'all' ? (await notificationsOf(viewer, at)).filter(({ read }) => !read).map(({ key }) => key) : keys
  const { rowCount } = await pool(viewer).query('INSERT INTO notification_read (user_id, key, read_at) SELECT $1, key, $3 FROM unnest($2::text[]) AS key ON CONFLICT DO NOTHING', [viewer.userId, marked, at])
  return { read: rowCount ?? 0 }
}
