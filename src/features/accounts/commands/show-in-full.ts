import 'server-only'
import { assertWithin } from '@/server/rate-limit'
import { transact, type AuditEntry } from '@/server/transaction'
import { assertMay, type Viewer } from '@/server/viewer'
import { getAccount } from '../queries'
import type { ShowInFull, WholeData } from '../schemas'

/**
 * Names and addresses in full, for the view that asks alone: each look is in the log, with who, whose and what for.
 * @throws DomainError `forbidden`, `account-not-found` (another station's too), `too-many-requests`
 */
export async function showInFull(viewer: Viewer, { accounts, purpose, note }: ShowInFull): Promise<WholeData[]> {
  assertMay(viewer, 'accounts.read')
  await assertWithin('reveal', viewer.userId)
  const found = await Promise.all(accounts.map(({ accountNo, station }) => getAccount(viewer, accountNo, station)))
  const entryOf = ({ stationId, accountNo }: (typeof found)[number]): AuditEntry => ({
    stationId, action: 'account.shown-in-full', subject: 'account', subjectKey: accountNo, after: { purpose, fields: ['name', 'address'] }, ...(note === '' ? {} : { reason: note }),
  })
  return transact(viewer, async (_tx, record) => {
    await record(...found.map(entryOf))
    return found.map(({ accountNo, name, address }) => ({ accountNo, name, address }))
  })
}
