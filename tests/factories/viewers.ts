import type { Role } from '@/domain/identity/permissions'
import { makeViewer, type Viewer, type ViewerFacts } from '@/server/viewer'

let count = 0

/** Someone in a role, seeing every station unless told otherwise; each call is another person. */
export function viewerAs(role: Role, facts: Partial<ViewerFacts> = {}): Viewer {
  count += 1
  return makeViewer({
    userId: `${role}-${count}`,
    name: `${role} ${count}`,
    role,
    stations: 'all',
    requestId: null,
    ipAddress: null,
    ...facts,
  })
}
