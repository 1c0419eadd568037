import 'server-only'
import { DomainError } from '@/domain/errors'
import { tariffHeaderSchema } from '@/domain/tariff/document'
import type { TariffClass } from '@/generated/prisma/client'
import { transact, type Record, type Transaction } from '@/server/transaction'
import { assertMay, type Viewer } from '@/server/viewer'
import { categoryFacts, sameFacts } from '../queries'
import type { CategoryFacts, ChangeCategory } from '../schemas'

/**
 * Changes what a category is called. Its class moves revenue between the lines of every report, so that change waits for
 * someone else.
 * @returns whether it was done at once or waits
 * @throws DomainError `forbidden`, `category-unknown`, `category-changed` when it is no longer as it was seen, `synonym-taken`
 */
export async function changeCategory(viewer: Viewer, { code, seen, facts }: ChangeCategory, at: Date): Promise<{ outcome: 'applied' | 'proposed' | 'same' }> {
  assertMay(viewer, 'tariffs.draft')
  if (sameFacts(seen, facts)) return { outcome: 'same' }
  return transact(viewer, async (tx, record) => {
    await assertAsSeen(tx, code, seen)
    if (facts.class !== seen.class) {
      await proposeChange(tx, record, viewer, { code, before: seen, proposed: facts, at })
      return { outcome: 'proposed' }
    }
    await applyFacts(tx, record, { code, before: seen, facts })
    return { outcome: 'applied' }
  })
}

interface Proposal {
  code: string
  before: CategoryFacts
  proposed: CategoryFacts
  at: Date
}

/** Within the caller's transaction. */
export async function proposeChange(tx: Transaction, record: Record, viewer: Viewer, { code, before, proposed, at }: Proposal): Promise<void> {
  await tx.tariffCategoryChange.create({
    data: { categoryCode: code, before, proposed, classChanges: before.class !== proposed.class, proposerId: viewer.userId, proposerName: viewer.name, proposedAt: at },
  })
  await record({ stationId: 0, action: 'tariff-category.change-proposed', subject: 'tariff-category', subjectKey: code, before, after: proposed })
}

/** Holds the category until the transaction ends. @throws DomainError `category-changed` */
export async function assertAsSeen(tx: Transaction, code: string, seen: CategoryFacts): Promise<void> {
  await tx.$queryRaw`SELECT id FROM tariff_category WHERE code = ${code} FOR UPDATE`
  if (!sameFacts(await categoryFacts(code, tx), seen)) throw new DomainError('category-changed', { category: code })
}

/** Within the caller's transaction. @throws DomainError `synonym-taken` */
export async function applyFacts(tx: Transaction, record: Record, { code, before, facts }: { code: string; before: CategoryFacts; facts: CategoryFacts }): Promise<void> {
  await assertNamesFree(tx, code, facts)
  const { header } = await tx.tariffCategory.findUniqueOrThrow({ where: { code }, select: { header: true } })
  const { source: _, ...kept } = tariffHeaderSchema.parse(header)
  const source = facts.source === null || facts.source.title === '' ? {} : { source: facts.source.number === undefined || facts.source.number === '' ? { title: facts.source.title } : { title: facts.source.title, number: facts.source.number } }
  await tx.tariffCategory.update({
    where: { code },
    data: {
      nameZh: facts.nameZh, nameEn: facts.nameEn, class: facts.class.replace('-', '_') as TariffClass, synonyms: facts.synonyms,
      header: tariffHeaderSchema.parse({ ...kept, name: { 'zh-CN': facts.nameZh, en: facts.nameEn }, class: facts.class, ...source }),
    },
  })
  await record({ stationId: 0, action: 'tariff-category.changed', subject: 'tariff-category', subjectKey: code, before, after: facts })
}

/** Files mention categories by these names: one name means one category. */
async function assertNamesFree(tx: Transaction, code: string, { nameZh, nameEn, synonyms }: CategoryFacts): Promise<void> {
  const others = await tx.tariffCategory.findMany({ where: { code: { not: code } }, select: { code: true, nameZh: true, nameEn: true, synonyms: true } })
  for (const name of [nameZh, nameEn, ...synonyms]) {
    const other = others.find((one) => [one.code, one.nameZh, one.nameEn, ...one.synonyms].includes(name))
    if (other) throw new DomainError('synonym-taken', { name, category: other.code })
  }
}
