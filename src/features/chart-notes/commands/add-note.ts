import 'server-only'
import { DomainError } from '@/domain/errors'
import { listDistricts, listStations } from '@/features/accounts/queries'
import { toDbMonth } from '@/server/database-dates'
import { transact } from '@/server/transaction'
import { assertMay, type Viewer } from '@/server/viewer'
import type { AddNote } from '../schemas'

/**
 * Notes something on a month of a scope, for everyone who sees charts of it. The company's months are noted by who sees all
 * of its stations.
 * @returns the note's number
 * @throws DomainError `forbidden`, `station-not-found`, `district-not-found`, `note-of-company`
 */
export async function addNote(viewer: Viewer, { stationCode, districtCode, month, kind, text, requestKey }: AddNote, at: Date): Promise<{ id: string }> {
  assertMay(viewer, 'dashboard.annotate')
  const place = await placeOf(viewer, stationCode, districtCode)
  return transact(
    viewer,
    async (tx, record) => {
      const { id } = await tx.chartNote.create({ data: { ...place, month: toDbMonth(month), kind, text, createdByName: viewer.name, createdAt: at } })
      await record({ stationId: place.stationId, action: 'chart-note.added', subject: 'chart-note', subjectKey: String(id), after: { month, kind, text, districtId: place.districtId } })
      return { id: String(id) }
    },
    { key: requestKey, action: 'chart-note.add' },
  )
}

async function placeOf(viewer: Viewer, stationCode: string, districtCode: string): Promise<{ stationId: number; districtId: number }> {
  if (stationCode === '') {
    if (viewer.stations !== 'all') throw new DomainError('note-of-company')
    return { stationId: 0, districtId: 0 }
  }
  const station = (await listStations(viewer)).find(({ code }) => code === stationCode)
  if (!station) throw new DomainError('station-not-found', { station: stationCode })
  if (districtCode === '') return { stationId: station.id, districtId: 0 }
  const district = (await listDistricts(viewer, station.id)).find(({ code }) => code === districtCode)
  if (!district) throw new DomainError('district-not-found', { district: districtCode })
  return { stationId: station.id, districtId: district.id }
}
