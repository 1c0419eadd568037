import 'server-only'
import { db } from '@/server/db'
import type { Viewer } from '@/server/viewer'

export interface SavedView {
  id: string
  name: string
  query: string
}

/** The viewer's own views of a list, by name. */
export async function listViews(viewer: Viewer, list: string): Promise<SavedView[]> {
  const rows = await db(viewer).savedView.findMany({ where: { userId: viewer.userId, list }, orderBy: { name: 'asc' } })
  return rows.map(({ id, name, query }) => ({ id: String(id), name, query }))
}
