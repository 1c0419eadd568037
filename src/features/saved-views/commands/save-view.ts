import 'server-only'
import { DomainError } from '@/domain/errors'
import { transact } from '@/server/transaction'
import type { Viewer } from '@/server/viewer'
import type { SaveView } from '../schemas'

const MOST_VIEWS = 50

/** Keeps a list's filters under a name of the viewer's; the same name is overwritten. @throws DomainError `too-many-views` */
export async function saveView(viewer: Viewer, { list, name, query }: SaveView, at: Date): Promise<void> {
  await transact(viewer, async (tx, record) => {
    const others = await tx.savedView.count({ where: { userId: viewer.userId, list, NOT: { name } } })
    if (others >= MOST_VIEWS) throw new DomainError('too-many-views', { limit: MOST_VIEWS })
    await tx.savedView.upsert({
      where: { userId_list_name: { userId: viewer.userId, list, name } },
      create: { userId: viewer.userId, list, name, query, createdAt: at },
      update: { query },
    })
    await record({ stationId: 0, action: 'view.saved', subject: 'saved-view', subjectKey: `${list} ${name}`, after: { query } })
  })
}
