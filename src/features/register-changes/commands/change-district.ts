import 'server-only'
import { DomainError } from '@/domain/errors'
import type { Prisma } from '@/generated/prisma/client'
import { answerOnce } from '@/server/answer-once'
import { transact, type Transaction } from '@/server/transaction'
import { assertMay, type Viewer } from '@/server/viewer'
import { districtSide, getPlace, type Place } from '../place-queries'
import type { ChangeDistrict } from '../schemas'
import { digestSql, MOST_AT_ONCE, selectedKeys, type Digest } from '../selection-queries'
import { openChange } from './open-change'

/**
 * Puts accounts of one station into another of its districts, once, in one transaction. Bills stay in the district they were
 * billed in, so that the totals of billed months stay what they were.
 * @returns the change's number and how many accounts moved
 * @throws DomainError `selection-empty`, `selection-too-many`, `selection-changed` when it is no longer what the preview showed,
 *   `other-stations`, and those of `getPlace`
 */
export async function changeDistrict(viewer: Viewer, input: ChangeDistrict, at: Date): Promise<{ change: string; accounts: number }> {
  assertMay(viewer, 'register.change')
  const request = { key: input.requestKey, action: 'register.change-district' }
  return answerOnce(viewer, request, async () => {
    const [place, keys] = await Promise.all([getPlace(viewer, input.station, input.district), selectedKeys(viewer, input.selection)])
    return transact(
      viewer,
      async (tx, record) => {
        await assertAsSeen(tx, keys, place, input.seen)
        const { station, district } = place
        const id = await openChange(tx, viewer, { kind: 'district', stationIds: [station.id], reason: input.reason, summary: { to: districtSide(district), station: { code: station.code, name: station.name } } }, at)
        const accounts = await writeDownMoves(tx, id, keys, place)
        if (accounts === 0) throw new DomainError('already-there', { district: district.name })
        await tx.$executeRaw`
          UPDATE account a SET district_id = ${district.id}::int FROM account_change c
          WHERE c.change_id = ${id} AND a.station_id = c.station_id AND a.id = c.account_id`
        await tx.registerChange.update({ where: { id }, data: { accounts } })
        await record({ stationId: station.id, action: 'register.district-changed', subject: 'register-change', subjectKey: String(id), after: { district: district.code, accounts }, reason: input.reason })
        return { change: String(id), accounts }
      },
      request,
    )
  })
}

/** Locks the accounts, then looks whether they are still those of the preview and where it showed them. */
async function assertAsSeen(tx: Transaction, keys: Prisma.Sql, { station, district }: Place, seen: string): Promise<void> {
  await tx.$queryRaw`WITH chosen AS MATERIALIZED (${keys}), locked AS (SELECT a.id FROM account a JOIN chosen c ON a.station_id = c.station_id AND a.id = c.id ORDER BY a.station_id, a.id FOR UPDATE OF a) SELECT count(*)::int AS locked FROM locked`
  const [digest] = await tx.$queryRaw<Digest[]>(digestSql(keys))
  if (!digest || digest.accounts === 0) throw new DomainError('selection-empty')
  if (digest.accounts > MOST_AT_ONCE) throw new DomainError('selection-too-many', { limit: MOST_AT_ONCE })
  if (digest.stationIds.some((id) => id !== station.id)) throw new DomainError('other-stations', { district: district.name, station: station.name })
  if (digest.seen !== seen) throw new DomainError('selection-changed')
}

const writeDownMoves = (tx: Transaction, id: bigint, keys: Prisma.Sql, { district }: Place): Promise<number> => tx.$executeRaw`
  WITH chosen AS MATERIALIZED (${keys})
  INSERT INTO account_change (station_id, change_id, account_id, before, after)
  SELECT a.station_id, ${id}, a.id, jsonb_build_object('district', jsonb_build_object('id', d.id, 'code', d.code, 'name', d.name)), ${JSON.stringify({ district: districtSide(district) })}::jsonb
  FROM chosen c
  JOIN account a ON a.station_id = c.station_id AND a.id = c.id
  JOIN district d ON d.station_id = a.station_id AND d.id = a.district_id
  WHERE a.district_id <> ${district.id}::int`
