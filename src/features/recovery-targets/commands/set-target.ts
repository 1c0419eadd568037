import 'server-only'
import { DomainError } from '@/domain/errors'
import { listStations } from '@/features/accounts/queries'
import { toDbMonth } from '@/server/database-dates'
import { transact } from '@/server/transaction'
import { assertMay, type Viewer } from '@/server/viewer'
import type { SetTarget } from '../schemas'

/**
 * Says what work orders are to bring a month, from a month on. The same month again replaces it; the audit log keeps both.
 * @throws DomainError `forbidden`, `station-not-found`, `target-of-company`
 */
export async function setTarget(viewer: Viewer, { stationCode, effectiveFrom, monthlyYuan: monthlyFen }: SetTarget, at: Date): Promise<{ effectiveFrom: string }> {
  assertMay(viewer, 'dashboard.set-targets')
  if (stationCode === '' && viewer.stations !== 'all') throw new DomainError('target-of-company')
  const station = (await listStations(viewer)).find(({ code }) => code === stationCode)
  if (stationCode !== '' && !station) throw new DomainError('station-not-found', { station: stationCode })
  const key = { stationId: station?.id ?? 0, effectiveFrom: toDbMonth(effectiveFrom) }
  return transact(viewer, async (tx, record) => {
    const was = await tx.recoveryTarget.findUnique({ where: { stationId_effectiveFrom: key } })
    if (was?.monthlyFen === monthlyFen) return { effectiveFrom }
    const values = { monthlyFen, setByName: viewer.name, setAt: at }
    await tx.recoveryTarget.upsert({ where: { stationId_effectiveFrom: key }, create: { ...key, ...values }, update: values })
    await record({
      stationId: key.stationId, action: 'recovery-target.set', subject: 'recovery-target', subjectKey: `${stationCode} ${effectiveFrom}`.trim(),
      ...(was ? { before: { monthlyFen: String(was.monthlyFen), setByName: was.setByName } } : {}), after: { monthlyFen: String(monthlyFen) },
    })
    return { effectiveFrom }
  })
}
