import 'server-only'
import { transact } from '@/server/transaction'
import type { Viewer } from '@/server/viewer'
import type { DeleteView } from '../schemas'

/** Forgets one of the viewer's own views; one that is gone stays gone. */
export async function deleteView(viewer: Viewer, { id }: DeleteView): Promise<void> {
  await transact(viewer, async (tx, record) => {
    const own = await tx.savedView.findFirst({ where: { id: BigInt(id), userId: viewer.userId } })
    if (!own) return
    await tx.savedView.delete({ where: { id: own.id } })
    await record({ stationId: 0, action: 'view.deleted', subject: 'saved-view', subjectKey: `${own.list} ${own.name}`, before: { query: own.query } })
  })
}
