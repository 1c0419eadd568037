import 'server-only'
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { DomainError } from '@/domain/errors'
import { tariffHeaderSchema, tariffVersionSchema, type TariffDocument, type TariffVersion } from '@/domain/tariff/document'
import type { DraftFacts, DraftState } from '@/domain/tariff/draft-transitions'
import { db } from '@/server/db'

export type TariffHeader = Omit<TariffDocument, 'versions'>

export interface Fault {
  path: (string | number)[]
  message: string
}

/** A bill of a chosen account on the tariff in force and on the draft. Amounts are fen, energy watt-hours, as decimal text. */
const previewRowSchema = z.object({
  accountNo: z.string(),
  month: z.string(),
  energyWh: z.string(),
  oldFen: z.string().nullable(),
  newFen: z.string().nullable(),
  /** Why a side cannot be rated. */
  missing: z.string().nullable(),
})
const previewSchema = z.object({ digest: z.string(), at: z.string(), rows: z.array(previewRowSchema) })
export type Preview = z.infer<typeof previewSchema>
export type PreviewRow = z.infer<typeof previewRowSchema>

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

export const faultsOf = (content: unknown): Fault[] =>
  tariffVersionSchema.safeParse(content).error?.issues.map(({ path, message }) => ({ path: path.map((part) => (typeof part === 'number' ? part : String(part))), message })) ?? []

/** @throws DomainError `draft-unfinished` naming the first fault */
export function finishedVersion(content: unknown): TariffVersion {
  const parsed = tariffVersionSchema.safeParse(content)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new DomainError('draft-unfinished', { count: parsed.error.issues.length, path: issue?.path.join('.') ?? '', message: issue?.message ?? '' })
}

/** Drafts that are neither released nor discarded, the newest first. */
export async function openDrafts(): Promise<Draft[]> {
  const rows = await db().tariffDraft.findMany({ where: { state: { in: ['draft', 'submitted'] } }, orderBy: { id: 'desc' }, take: 500 })
  return rows.map(draftOf)
}

export async function findDraft(id: string): Promise<Draft | null> {
  if (!/^\d{1,18}$/.test(id)) return null
  const row = await db().tariffDraft.findUnique({ where: { id: BigInt(id) } })
  return row && draftOf(row)
}

/** @throws DomainError `draft-not-found` */
export async function getDraft(id: string): Promise<Draft> {
  const draft = await findDraft(id)
  if (!draft) throw new DomainError('draft-not-found')
  return draft
}

type Row = NonNullable<Awaited<ReturnType<ReturnType<typeof db>['tariffDraft']['findUnique']>>>

function draftOf({ id, header, content, preview, decidedById: _, ...row }: Row): Draft {
  const made = previewSchema.nullable().parse(preview)
  return {
    ...row,
    id: String(id),
    header: tariffHeaderSchema.parse(header),
    content,
    faults: faultsOf(content),
    preview: made?.digest === digestOf(content) ? made : null,
  }
}
