import 'server-only'
import { DomainError } from '@/domain/errors'
import { transact } from '@/server/transaction'
import { assertMay, type Viewer } from '@/server/viewer'
import { findChange } from '../queries'
import type { DiscardProposal } from '../schemas'

/** Puts a proposal away. Doing it twice does it once. @throws DomainError `change-not-found`, `proposal-decided` */
export async function discardProposal(viewer: Viewer, { id }: DiscardProposal): Promise<void> {
  assertMay(viewer, 'register.change')
  const change = await findChange(viewer, BigInt(id))
  if (change?.kind !== 'round-trip') throw new DomainError('change-not-found')
  if (change.state === 'discarded') return
  await transact(viewer, async (tx, record) => {
    const { count } = await tx.registerChange.updateMany({ where: { id: BigInt(id), state: 'proposed' }, data: { state: 'discarded' } })
    if (count !== 1) throw new DomainError('proposal-decided')
    await record({ stationId: 0, action: 'register.proposal-discarded', subject: 'register-change', subjectKey: id })
  })
}
