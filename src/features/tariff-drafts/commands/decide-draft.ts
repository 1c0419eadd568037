import 'server-only'
import { DomainError } from '@/domain/errors'
import { draftTransition } from '@/domain/tariff/draft-transitions'
import { transact } from '@/server/transaction'
import type { Viewer } from '@/server/viewer'
import { counts, finishedVersion, getDraft, type Draft } from '../queries'
import type { DecideDraft } from '../schemas'
import { compareAndSetDraft, draftEntry } from './draft-version'
import { assertLater, releaseVersion } from './release-version'

const PAST = { submit: 'submitted', withdraw: 'withdrawn', return: 'returned', release: 'released', discard: 'discarded' } as const

/**
 * A step of a draft's life. Releasing puts the version into the catalogue, where it is never edited again; bills are rated
 * on it from its date on.
 * @throws DomainError `draft-unfinished`, `preview-missing` and `preview-hollow` (a draft is submitted with a preview of just
 *   its content that tells something), `version-not-later`, `draft-changed`, those of `draftTransition` and `releaseVersion`
 */
export async function decideDraft(viewer: Viewer, { id, version, decision, reason, concernedBills }: DecideDraft, at: Date): Promise<{ version: number }> {
  const draft = await getDraft(id)
  const state = draftTransition(draft, decision, viewer, reason)
  const drafted = decision === 'submit' || decision === 'release' ? finishedVersion(draft) : null
  if (drafted) assertPreviewed(draft)
  return transact(viewer, async (tx, record) => {
    const taken = { decidedById: viewer.userId, decidedByName: viewer.name, decidedAt: at, decisionReason: reason ?? null }
    const open = { decidedById: null, decidedByName: null, decidedAt: null, decisionReason: null }
    await compareAndSetDraft(tx, { id, version }, { state, ...(decision === 'submit' || decision === 'withdraw' ? open : taken) })
    if (drafted && decision === 'release') await releaseVersion(tx, record, viewer, { draft, drafted, at, reason: reason ?? '', concernedBills })
    else if (drafted) await assertLater(tx, draft, drafted)
    await record({ ...draftEntry(draft, PAST[decision]), ...(reason === undefined || reason === '' ? {} : { reason }) })
    return { version: version + 1 }
  })
}

function assertPreviewed({ preview }: Draft): void {
  if (!preview) throw new DomainError('preview-missing')
  if (!preview.rows.some(counts)) throw new DomainError('preview-hollow')
}
