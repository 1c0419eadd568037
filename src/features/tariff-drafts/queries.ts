import 'server-only'
import { createHash } from 'node:crypto'
import * as z from 'zod'
import { DomainError } from '@/domain/errors'
import { isPlainDate, type PlainDate } from '@/domain/plain-date'
import { catalogueHeaderSchema, catalogueVersionSchema } from '@/domain/tariff/catalogue-document'
import { tariffHeaderSchema, type TariffDocument, type TariffVersion } from '@/domain/tariff/document'
import { faultsIn, IN_WORDS, pathText, type Fault } from '@/domain/tariff/document-faults'
import type { DraftFacts, DraftState } from '@/domain/tariff/draft-transitions'
import { fromDbDate } from '@/server/database-dates'
import { db, type Db } from '@/server/db'
import { SHARED_TABLES } from '@/server/scope'

export type TariffHeader = Omit<TariffDocument, 'versions'>

/** A posted bill of a chosen account, on the tariffs in force and on the draft. Amounts are fen, energy watt-hours, as decimal text. */
const previewRowSchema = z.object({
  accountNo: z.string(),
  month: z.string(),
  energyWh: z.string(),
  /** What was billed. */
  billedFen: z.string().nullable().default(null),
  /** What the tariffs in force come to: the same, unless the bill was wrong. */
  oldFen: z.string().nullable(),
  newFen: z.string().nullable(),
  /** Why it says nothing about the draft; null for a row that counts. */
  missing: z.string().nullable(),
})
const previewSchema = z.object({ digest: z.string(), at: z.string(), rows: z.array(previewRowSchema) })
export type Preview = z.infer<typeof previewSchema>
export type PreviewRow = z.infer<typeof previewRowSchema>

/** Whether a row tells what the draft does: the posted bill, rated on both sides, on an account that has the category. */
export const counts = (row: PreviewRow): row is PreviewRow & { billedFen: string; oldFen: string; newFen: string } =>
  row.missing === null && row.billedFen !== null && row.oldFen !== null && row.newFen !== null

export interface Draft extends DraftFacts {
  id: string
  categoryCode: string
  header: TariffHeader
  /** As it was typed: see `faults`. */
  content: unknown
  /** What keeps it from being a version of the format; empty when it is one. */
  faults: Fault[]
  state: DraftState
  version: number
  /** Null when none was made, or the content has changed since. */
  preview: Preview | null
  drafterName: string
  createdAt: Date
  decidedByName: string | null
  decidedAt: Date | null
  decisionReason: string | null
}

/** Tells whether a preview was made of just this content. */
export const digestOf = (content: unknown): string => createHash('sha256').update(JSON.stringify(content)).digest('hex')

const faultsOf = (header: unknown, content: unknown): Fault[] =>
  [catalogueHeaderSchema.safeParse(header, IN_WORDS), catalogueVersionSchema.safeParse(content, IN_WORDS)].flatMap(({ error }) => (error ? faultsIn(error) : []))

/**
 * The version, when the draft is fit for the catalogue.
 * @throws DomainError `draft-unfinished` naming the first fault
 */
export function finishedVersion({ header, content }: Pick<Draft, 'header' | 'content'>): TariffVersion {
  const [fault, ...more] = faultsOf(header, content)
  if (fault) throw new DomainError('draft-unfinished', { count: 1 + more.length, path: pathText(fault.path), message: fault.message })
  return catalogueVersionSchema.parse(content)
}

/** Drafts that are neither released nor discarded, the newest first. */
export async function openDrafts(): Promise<Draft[]> {
  const rows = await db(SHARED_TABLES).tariffDraft.findMany({ where: { state: { in: ['draft', 'submitted'] } }, orderBy: { id: 'desc' }, take: 500 })
  return rows.map(draftOf)
}

/** Drafts of one category that are neither released nor discarded. */
export async function openDraftsOf(categoryCode: string, tx: Pick<Db, 'tariffDraft'> = db(SHARED_TABLES)): Promise<Draft[]> {
  const rows = await tx.tariffDraft.findMany({ where: { categoryCode, state: { in: ['draft', 'submitted'] } }, orderBy: { id: 'asc' } })
  return rows.map(draftOf)
}

/** The day from which the newest released version of a category is in force; null for a new category. */
export async function newestReleased(categoryCode: string, tx: Pick<Db, 'tariffVersion'> = db(SHARED_TABLES)): Promise<PlainDate | null> {
  const newest = await tx.tariffVersion.findFirst({ where: { category: { code: categoryCode } }, orderBy: { effectiveFrom: 'desc' }, select: { effectiveFrom: true } })
  return newest && fromDbDate(newest.effectiveFrom)
}

/** The day a draft would be in force from, while it may still be empty. */
export const effectiveFromOf = (content: unknown): string =>
  typeof content === 'object' && content !== null && 'effectiveFrom' in content && typeof content.effectiveFrom === 'string' ? content.effectiveFrom : ''

/** Another open draft of the category that has to be released before this one: versions are released in their order. */
export async function earlierDraft({ id, categoryCode, content }: Draft, tx: Pick<Db, 'tariffDraft' | 'tariffVersion'> = db(SHARED_TABLES)): Promise<{ id: string; effectiveFrom: string } | null> {
  const [drafts, newest] = await Promise.all([openDraftsOf(categoryCode, tx), newestReleased(categoryCode, tx)])
  const own = effectiveFromOf(content)
  return (
    drafts
      .map((draft) => ({ id: draft.id, effectiveFrom: effectiveFromOf(draft.content) }))
      .filter((draft) => draft.id !== id && isPlainDate(draft.effectiveFrom) && draft.effectiveFrom < own && draft.effectiveFrom > (newest ?? ''))
      .sort((a, b) => (a.effectiveFrom < b.effectiveFrom ? -1 : 1))[0] ?? null
  )
}

export async function findDraft(id: string): Promise<Draft | null> {
  if (!/^\d{1,18}$/.test(id)) return null
  const row = await db(SHARED_TABLES).tariffDraft.findFirst({ where: { id: BigInt(id) } })
  return row && draftOf(row)
}

/** @throws DomainError `draft-not-found` */
export async function getDraft(id: string): Promise<Draft> {
  const draft = await findDraft(id)
  if (!draft) throw new DomainError('draft-not-found')
  return draft
}

type Row = NonNullable<Awaited<ReturnType<ReturnType<typeof db>['tariffDraft']['findFirst']>>>

function draftOf({ id, header, content, preview, decidedById: _, ...row }: Row): Draft {
  const made = previewSchema.nullable().parse(preview)
  return {
    ...row,
    id: String(id),
    header: tariffHeaderSchema.parse(header),
    content,
    faults: faultsOf(header, content),
    preview: made?.digest === digestOf(content) ? made : null,
  }
}
