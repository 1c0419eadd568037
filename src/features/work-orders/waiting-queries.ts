import 'server-only'
import { Prisma } from '@/generated/prisma/client'
import { preparedRows } from '@/server/prepared-rows'
import { scopeArray, type Viewer } from '@/server/viewer'

/** How many orders wait to be decided, and how many drafts there are: on the first page of everyone's day. */
export async function waitingCounts(viewer: Viewer): Promise<{ submitted: number; drafts: number }> {
  const scope = scopeArray(viewer)
  const [row] = await preparedRows<{ submitted: number; drafts: number }>(viewer, Prisma.sql`
    SELECT count(*) FILTER (WHERE state = 'submitted')::int AS submitted, count(*) FILTER (WHERE state = 'draft')::int AS drafts
    FROM work_order_in_scope WHERE state IN ('submitted', 'draft') AND (${scope}::int[] IS NULL OR station_id = ANY(${scope}::int[]))`)
  return row ?? { submitted: 0, drafts: 0 }
}
