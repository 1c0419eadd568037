import 'server-only'
import type { AskedList } from '@/features/accounts/list-queries'
import { transact } from '@/server/transaction'
import { assertMay, type Viewer } from '@/server/viewer'
import { exportList, type ExportedList, type ListForm } from '../export-list-queries'
import type { ExportReason } from '../schemas'

/** The list with names and addresses in full: who took how many rows of which filter, and what for, is in the log. @throws DomainError `forbidden` */
export async function exportInFull(viewer: Viewer, asked: AskedList, form: Omit<ListForm, 'inFull'>, { purpose, note }: ExportReason): Promise<ExportedList> {
  assertMay(viewer, 'accounts.read')
  const list = await exportList(viewer, asked, { ...form, inFull: true })
  await transact(viewer, (_tx, record) =>
    record({
      stationId: asked.filter.stationId ?? 0, action: 'accounts.exported-in-full', subject: 'account-list', subjectKey: asked.values.station === '' ? 'all' : asked.values.station,
      after: { purpose, rows: list.rows, format: form.format, filter: { ...asked.values } }, ...(note === '' ? {} : { reason: note }),
    }),
  )
  return list
}
