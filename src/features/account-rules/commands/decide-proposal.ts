import 'server-only'
import { DomainError } from '@/domain/errors'
import { dayInChina } from '@/server/clock'
import { fromDbDate } from '@/server/database-dates'
import { transact, type Transaction } from '@/server/transaction'
import { assertMay, type Viewer } from '@/server/viewer'
import { assertAddable, settingsOn } from '../queries'
import { settingSchema, type DecideProposal, type ProposalDecision } from '../schemas'
import { oneAtATime } from './propose-setting'

const STATES = { accept: 'accepted', reject: 'rejected', withdraw: 'withdrawn' } as const satisfies Record<ProposalDecision, string>
const DONE = { accept: 'identity-setting.added', reject: 'identity-setting.proposal-rejected', withdraw: 'identity-setting.proposal-withdrawn' } as const satisfies Record<ProposalDecision, string>

/**
 * Accepts a proposed value, which holds from its day on and is never edited; or rejects it, with a reason. Whoever proposed it does
 * neither, and may withdraw it.
 * @throws DomainError `forbidden`, `reason-missing`, `setting-decided`, `setting-four-eyes`, and those of `assertAddable`: what was
 *   possible when it was proposed may be so no more
 */
export async function decideProposal(viewer: Viewer, { id, decision, reason, requestKey }: DecideProposal, at: Date): Promise<{ state: string }> {
  assertMay(viewer, 'account-rules.change')
  if (decision === 'reject' && reason === '') throw new DomainError('reason-missing')
  return transact(
    viewer,
    async (tx, record) => {
      await oneAtATime(tx)
      const proposal = await tx.identitySettingProposal.findUnique({ where: { id: BigInt(id) } })
      if (proposal?.state !== 'proposed') throw new DomainError('setting-decided')
      if ((proposal.proposedById === viewer.userId) !== (decision === 'withdraw')) throw new DomainError('setting-four-eyes')
      const before = decision === 'accept' ? await put(tx, proposal, at) : null
      await tx.identitySettingProposal.update({
        where: { id: proposal.id },
        data: { state: STATES[decision], decidedById: viewer.userId, decidedByName: viewer.name, decidedAt: at, decisionReason: reason === '' ? null : reason },
      })
      await record({
        stationId: 0, action: DONE[decision], subject: 'identity-setting', subjectKey: proposal.key, ...(before === null ? {} : { before }),
        after: { value: proposal.value, effectiveFrom: fromDbDate(proposal.effectiveFrom), source: proposal.source, proposedBy: proposal.proposedByName },
        reason: reason === '' ? proposal.reason : reason,
      })
      return { state: STATES[decision] }
    },
    { key: requestKey, action: `account-rule.${decision}` },
  )
}

interface Proposal {
  key: string
  value: string
  effectiveFrom: Date
  source: string
  reason: string
}

/** @returns what held on that day until now */
async function put(tx: Transaction, { key, value, effectiveFrom, source, reason }: Proposal, at: Date): Promise<{ value: string | null }> {
  const setting = settingSchema.parse({ key, value, effectiveFrom: fromDbDate(effectiveFrom), source, reason })
  await assertAddable(tx, setting, dayInChina(at))
  const before = (await settingsOn(tx, setting.effectiveFrom)).get(key) ?? null
  await tx.identitySetting.create({ data: { key, value, effectiveFrom, source } })
  return { value: before }
}
