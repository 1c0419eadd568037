import 'server-only'
import { DomainError } from '@/domain/errors'
import { tariffHeaderSchema } from '@/domain/tariff/document'
import { db, type Db } from '@/server/db'
import { SHARED_TABLES } from '@/server/scope'
import { categoryFactsSchema, type CategoryFacts } from './schemas'

export interface CategoryChange {
  id: string
  categoryCode: string
  before: CategoryFacts
  proposed: CategoryFacts
  classChanges: boolean
  proposerId: string
  proposerName: string
  proposedAt: Date
}

type Reader = Pick<Db, 'tariffCategory'>

/** What a category is called and classed as now, or null when there is none. */
export async function findCategoryFacts(code: string, tx: Reader = db(SHARED_TABLES)): Promise<CategoryFacts | null> {
  const row = await tx.tariffCategory.findFirst({ where: { code }, select: { nameZh: true, nameEn: true, synonyms: true, header: true } })
  if (!row) return null
  const { class: group, source } = tariffHeaderSchema.parse(row.header)
  return { nameZh: row.nameZh, nameEn: row.nameEn, class: group, synonyms: row.synonyms, source: source ?? null }
}

/** @throws DomainError `category-unknown` */
export async function categoryFacts(code: string, tx: Reader = db(SHARED_TABLES)): Promise<CategoryFacts> {
  const facts = await findCategoryFacts(code, tx)
  if (!facts) throw new DomainError('category-unknown', { category: code })
  return facts
}

/** Whether two say the same, whatever the order of their fields. */
export const sameFacts = (a: CategoryFacts, b: CategoryFacts): boolean => JSON.stringify(inOrder(a)) === JSON.stringify(inOrder(b))

const inOrder = ({ nameZh, nameEn, class: group, synonyms, source }: CategoryFacts) => [nameZh, nameEn, group, synonyms, source?.title ?? '', source?.number ?? '']

/** Changes that wait for a decision, the oldest first: of one category, or of all. */
export async function openChanges(categoryCode?: string): Promise<CategoryChange[]> {
  const rows = await db(SHARED_TABLES).tariffCategoryChange.findMany({ where: { state: 'proposed', ...(categoryCode === undefined ? {} : { categoryCode }) }, orderBy: { id: 'asc' }, take: 200 })
  return rows.map(changeOf)
}

/** @throws DomainError `change-not-found` when there is none that waits */
export async function getOpenChange(id: string): Promise<CategoryChange> {
  const row = await db(SHARED_TABLES).tariffCategoryChange.findFirst({ where: { id: BigInt(id) } })
  if (!row || row.state !== 'proposed') throw new DomainError('change-not-found')
  return changeOf(row)
}

type Row = NonNullable<Awaited<ReturnType<ReturnType<typeof db>['tariffCategoryChange']['findFirst']>>>

const changeOf = ({ id, before, proposed, categoryCode, classChanges, proposerId, proposerName, proposedAt }: Row): CategoryChange => ({
  id: String(id), categoryCode, classChanges, proposerId, proposerName, proposedAt, before: categoryFactsSchema.parse(before), proposed: categoryFactsSchema.parse(proposed),
})
