import 'server-only'
import { DomainError } from '@/domain/errors'
import { getAccount } from '@/features/accounts/queries'
import { answerOnce } from '@/server/answer-once'
import { transact } from '@/server/transaction'
import { assertMay, type Viewer } from '@/server/viewer'
import { getPlace } from '../place-queries'
import type { MoveAccount } from '../schemas'
import { previewSelection } from '../selection-queries'
import { changeDistrict } from './change-district'
import { moveBetweenStations } from './move-between-stations'

/**
 * Moves one account to another district, of its own station or of another.
 * @throws DomainError `account-not-found`, `account-closed`, `already-there`, and those of `changeDistrict` and `moveBetweenStations`
 */
export async function moveAccount(viewer: Viewer, { accountNo, from, station, district, reason, requestKey }: MoveAccount, at: Date): Promise<{ change: string; accounts: number }> {
  assertMay(viewer, 'register.change')
  if (from === station) {
    const selection = { accountNos: [accountNo], all: false, q: '', station: '', district: '', category: '', status: '' as const }
    const { seen } = await previewSelection(viewer, selection)
    return changeDistrict(viewer, { selection, station, district, reason, seen, requestKey }, at)
  }
  const request = { key: requestKey, action: 'register.move-account' }
  return answerOnce(viewer, request, async () => {
    const [account, to] = await Promise.all([getAccount(viewer, accountNo, from), getPlace(viewer, station, district)])
    if (account.closedOn !== null) throw new DomainError('account-closed', { accountNo, date: account.closedOn })
    return transact(
      viewer,
      async (tx, record) => {
        await tx.$queryRaw`SELECT id FROM account WHERE account_no = ${accountNo} ORDER BY station_id FOR UPDATE`
        const open = await tx.account.count({ where: { stationId: account.stationId, id: account.id, closedOn: null } })
        if (open === 0) throw new DomainError('selection-changed')
        return { change: String(await moveBetweenStations(tx, viewer, record, { account, to, reason, kind: 'station' }, at)), accounts: 1 }
      },
      request,
    )
  })
}
