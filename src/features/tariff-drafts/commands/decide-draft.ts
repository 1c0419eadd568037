import 'server-only'
import { DomainError } from '@/domain/errors'
import { draftTransition } from '@/domain/tariff/draft-transitions'
import type { TariffVersion } from '@/domain/tariff/document'
import type { TariffClass } from '@/generated/prisma/client'
import { toDbDate } from '@/server/database-dates'
import { transact, type Record, type Transaction } from '@/server/transaction'
import type { Viewer } from '@/server/viewer'
import { finishedVersion, getDraft, type Draft } from '../queries'
import type { DecideDraft } from '../schemas'
import { compareAndSetDraft, draftEntry } from './draft-version'

const PAST = { submit: 'submitted', return: 'returned', release: 'released', discard: 'discarded' } as const

/**
 * A step of a draft's life. Releasing puts the version into the catalogue, where it is never edited again; bills are rated
 * on it from its date on.
 * @throws DomainError `draft-unfinished`, `preview-missing` (a draft is submitted with a preview of just its content),
 *   `version-not-later`, `draft-changed`, and those of `draftTransition`
 */
export async function decideDraft(viewer: Viewer, { id, version, decision, reason }: DecideDraft, at: Date): Promise<{ version: number }> {
  const draft = await getDraft(id)
  const state = draftTransition(draft, decision, viewer, reason)
  const drafted = decision === 'submit' || decision === 'release' ? finishedVersion(draft.content) : null
  if (drafted && !draft.preview) throw new DomainError('preview-missing')
  return transact(viewer, async (tx, record) => {
    const decided = decision === 'submit' ? { decidedById: null, decidedByName: null, decidedAt: null, decisionReason: null } : { decidedById: viewer.userId, decidedByName: viewer.name, decidedAt: at, decisionReason: reason ?? null }
    await compareAndSetDraft(tx, { id, version }, { state, ...decided })
    if (drafted) await assertLater(tx, draft, drafted)
    if (drafted && decision === 'release') await putInCatalogue(tx, record, viewer, { draft, drafted }, at)
    await record({ ...draftEntry(draft, PAST[decision]), ...(reason === undefined || reason === '' ? {} : { reason }) })
    return { version: version + 1 }
  })
}

/** A version ends where the next begins: one put before another would change what bills were rated on. */
async function assertLater(tx: Transaction, { categoryCode }: Draft, { effectiveFrom }: TariffVersion): Promise<void> {
  const newest = await tx.tariffVersion.findFirst({ where: { category: { code: categoryCode } }, orderBy: { effectiveFrom: 'desc' }, select: { effectiveFrom: true } })
  if (newest && newest.effectiveFrom >= toDbDate(effectiveFrom)) {
    throw new DomainError('version-not-later', { category: categoryCode, date: newest.effectiveFrom.toISOString().slice(0, 10) })
  }
}

async function putInCatalogue(tx: Transaction, record: Record, viewer: Viewer, { draft, drafted }: { draft: Draft; drafted: TariffVersion }, at: Date): Promise<void> {
  const { header, categoryCode } = draft
  const known = await tx.tariffCategory.findUnique({ where: { code: categoryCode }, select: { id: true } })
  const category =
    known ??
    (await tx.tariffCategory.create({
      data: { code: categoryCode, class: header.class.replace('-', '_') as TariffClass, nameZh: header.name['zh-CN'], nameEn: header.name.en, synonyms: [], header },
      select: { id: true },
    }))
  await tx.tariffVersion.create({
    data: { categoryId: category.id, effectiveFrom: toDbDate(drafted.effectiveFrom), content: drafted, releasedAt: at, drafterName: draft.drafterName, releasedByName: viewer.name },
  })
  await record({ stationId: 0, action: 'tariff-version.released', subject: 'tariff-category', subjectKey: categoryCode, after: { draft: draft.id, version: drafted } })
}
