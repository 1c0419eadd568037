import 'server-only'
import { DomainError } from '@/domain/errors'
import type { TariffVersion } from '@/domain/tariff/document'
import { concernedBills } from '@/features/bills/concerned-bills-queries'
import type { TariffClass } from '@/generated/prisma/client'
import { toDbDate } from '@/server/database-dates'
import type { Record, Transaction } from '@/server/transaction'
import type { Viewer } from '@/server/viewer'
import { earlierDraft, newestReleased, type Draft } from '../queries'

interface Release {
  draft: Draft
  drafted: TariffVersion
  at: Date
  reason: string
  /** What the releaser was told of. */
  concernedBills: number | undefined
}

/**
 * Puts a version into the catalogue, within the caller's transaction. Releases of one category follow each other: each sees
 * what the one before it left.
 * @throws DomainError `version-not-later`, `earlier-draft-waits`, `release-concerns-bills` when bills of its days are posted
 *   and their number was not confirmed, with a reason
 */
export async function releaseVersion(tx: Transaction, record: Record, viewer: Viewer, { draft, drafted, at, reason, concernedBills: confirmed }: Release): Promise<void> {
  const { header, categoryCode } = draft
  await lockCategory(tx, categoryCode)
  await assertLater(tx, draft, drafted)
  const earlier = await earlierDraft(draft, tx)
  if (earlier) throw new DomainError('earlier-draft-waits', { category: categoryCode, date: earlier.effectiveFrom })
  const bills = await concernedBills(categoryCode, drafted.effectiveFrom, tx)
  if (bills > 0 && (confirmed !== bills || reason.trim() === '')) throw new DomainError('release-concerns-bills', { count: bills })
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
  await record({ stationId: 0, action: 'tariff-version.released', subject: 'tariff-category', subjectKey: categoryCode, after: { draft: draft.id, version: drafted, concernedBills: bills }, ...(reason === '' ? {} : { reason }) })
}

/** Holds the category, and the code of one that is not there yet, until the transaction ends. */
async function lockCategory(tx: Transaction, code: string): Promise<void> {
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`tariff-category ${code}`}, 0))::text`
  await tx.$queryRaw`SELECT id FROM tariff_category WHERE code = ${code} FOR UPDATE`
}

/** A version ends where the next begins: one put before another would change what bills were rated on. */
export async function assertLater(tx: Transaction, { categoryCode }: Draft, { effectiveFrom }: TariffVersion): Promise<void> {
  const newest = await newestReleased(categoryCode, tx)
  if (newest !== null && newest >= effectiveFrom) throw new DomainError('version-not-later', { category: categoryCode, date: newest })
}
