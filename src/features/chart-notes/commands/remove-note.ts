import 'server-only'
import { DomainError } from '@/domain/errors'
import { fromDbMonth } from '@/server/database-dates'
import { transact } from '@/server/transaction'
import { assertMay, seesStation, type Viewer } from '@/server/viewer'

/**
 * Takes a note off the charts; the audit log keeps what it said. One that is gone already stays gone.
 * @throws DomainError `forbidden`, `note-of-company`
 */
export async function removeNote(viewer: Viewer, { id }: { id: string }): Promise<{ id: string }> {
  assertMay(viewer, 'dashboard.annotate')
  return transact(viewer, async (tx, record) => {
    const note = await tx.chartNote.findUnique({ where: { id: BigInt(id) } })
    if (!note) return { id }
    if (note.stationId === 0 ? viewer.stations !== 'all' : !seesStation(viewer, note.stationId)) throw new DomainError('note-of-company')
    await tx.chartNote.deleteMany({ where: { id: note.id } })
    const { stationId, districtId, kind, text, createdByName } = note
    await record({ stationId, action: 'chart-note.removed', subject: 'chart-note', subjectKey: id, before: { month: fromDbMonth(note.month), kind, text, districtId, createdByName } })
    return { id }
  })
}
