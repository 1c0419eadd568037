import 'server-only'
import type { Viewer } from '@/server/viewer'
import { findCircle } from '../circle-queries'
import type { ProjectHead } from '../queries'

/** Whether somebody began the project or is in its circle: who neither scores it nor confirms what it brought. */
export async function isOwnProject(viewer: Viewer, { byId, circle: { number } }: Pick<ProjectHead, 'byId' | 'circle'>): Promise<boolean> {
  if (byId === viewer.userId) return true
  const circle = await findCircle(viewer, number)
  return circle?.members.some(({ name, leftOn }) => name === viewer.name && leftOn === null) ?? false
}
