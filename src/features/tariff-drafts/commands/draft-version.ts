import 'server-only'
import type { DoneTo } from '@/domain/audit-log/audit-actions'
import { DomainError } from '@/domain/errors'
import { catalogueHeaderSchema } from '@/domain/tariff/catalogue-document'
import { faultsIn, IN_WORDS, pathText } from '@/domain/tariff/document-faults'
import { draftTransition } from '@/domain/tariff/draft-transitions'
import { tariffDocuments } from '@/features/tariffs/queries'
import type { Prisma } from '@/generated/prisma/client'
import { transact, type AuditEntry, type Record, type Transaction } from '@/server/transaction'
import { assertMay, type Viewer } from '@/server/viewer'
import type { CreateDraft, SaveDraft } from '../schemas'
import { getDraft, type TariffHeader } from '../queries'

export const draftEntry = (draft: { id: string | bigint; categoryCode: string }, action: DoneTo<'tariff-draft'>): Pick<AuditEntry, 'stationId' | 'action' | 'subject' | 'subjectKey'> => ({
  stationId: 0,
  action: `tariff-draft.${action}`,
  subject: 'tariff-draft',
  subjectKey: String(draft.id),
})

/**
 * Begins a version of a category, or of a new one.
 * @returns the draft's number
 * @throws DomainError `forbidden`, `header-wrong` when it is no category of the books
 */
export async function draftVersion(viewer: Viewer, input: CreateDraft, at: Date): Promise<{ id: string }> {
  assertMay(viewer, 'tariffs.draft')
  const header = await headerFor(input.header)
  const { error } = catalogueHeaderSchema.safeParse(header, IN_WORDS)
  const [fault] = error ? faultsIn(error) : []
  if (fault) throw new DomainError('header-wrong', { path: pathText(fault.path), message: fault.message })
  return transact(viewer, async (tx, record) => ({ id: await insertDraft(tx, record, viewer, { header, content: input.content }, at) }))
}

/** A category that is in the catalogue keeps its header there: it is changed by itself, in `tariff-categories`. */
export async function headerFor(header: TariffHeader): Promise<TariffHeader> {
  const known = (await tariffDocuments()).get(header.category)
  if (!known) return header
  const { versions: _, ...kept } = known
  return kept
}

/** Within the caller's transaction. @returns the draft's number */
export async function insertDraft(
  tx: Transaction,
  record: Record,
  viewer: Viewer,
  { header, content }: { header: TariffHeader; content: unknown },
  at: Date,
): Promise<string> {
  const draft = await tx.tariffDraft.create({
    data: { categoryCode: header.category, header, content: content as Prisma.InputJsonValue, drafterId: viewer.userId, drafterName: viewer.name, createdAt: at },
    select: { id: true, categoryCode: true },
  })
  await record({ ...draftEntry(draft, 'created'), after: { header, content: content as Prisma.InputJsonValue } })
  return String(draft.id)
}

/**
 * Keeps what was typed, finished or not.
 * @returns the draft's next version
 * @throws DomainError `draft-not-found`, `draft-changed` when someone saved it meanwhile, and those of `draftTransition`
 */
export async function saveDraft(viewer: Viewer, { id, version, content }: SaveDraft): Promise<{ version: number }> {
  const draft = await getDraft(id)
  draftTransition(draft, 'edit', viewer)
  return transact(viewer, async (tx, record) => {
    await compareAndSetDraft(tx, { id, version }, { content: content })
    await record({ ...draftEntry(draft, 'edited'), before: draft.content as Prisma.InputJsonValue, after: content })
    return { version: version + 1 }
  })
}

/** Writes only if the draft is still at the version that was seen. @throws DomainError `draft-changed` */
export async function compareAndSetDraft(tx: Transaction, { id, version }: { id: string; version: number }, data: Prisma.TariffDraftUpdateManyMutationInput): Promise<void> {
  const { count } = await tx.tariffDraft.updateMany({ where: { id: BigInt(id), version }, data: { ...data, version: { increment: 1 } } })
  if (count !== 1) throw new DomainError('draft-changed')
}
