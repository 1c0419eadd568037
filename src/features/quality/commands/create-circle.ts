import 'server-only'
import { DomainError } from '@/domain/errors'
import { listStations } from '@/features/accounts/queries'
import { answerOnce } from '@/server/answer-once'
import { toDbDate } from '@/server/database-dates'
import { transact } from '@/server/transaction'
import { assertMay, type Viewer } from '@/server/viewer'
import type { CreateCircle } from '../schemas'

/**
 * Founds a circle of a station and numbers it `QCC-STATION-NN`.
 * @throws DomainError `forbidden`, `station-not-found`
 */
export async function createCircle(viewer: Viewer, { requestKey, station: code, name, foundedOn }: CreateCircle, at: Date): Promise<{ number: string }> {
  assertMay(viewer, 'quality.write')
  const station = (await listStations(viewer)).find((one) => one.code === code)
  if (!station) throw new DomainError('station-not-found', { station: code })
  const request = { key: requestKey, action: 'qc-circle.create' }
  return answerOnce(viewer, request, () =>
    transact(
      viewer,
      async (tx, record) => {
        await tx.$queryRaw`SELECT pg_advisory_xact_lock(4720, ${station.id}::int)::text`
        const earlier = await tx.qcCircle.count({ where: { stationId: station.id } })
        const number = `QCC-${station.code}-${String(earlier + 1).padStart(2, '0')}`
        await tx.qcCircle.create({ data: { stationId: station.id, number, name, foundedOn: toDbDate(foundedOn), createdAt: at } })
        await record({ stationId: station.id, action: 'qc-circle.created', subject: 'qc-circle', subjectKey: number, after: { name, foundedOn } })
        return { number }
      },
      request,
    ),
  )
}
