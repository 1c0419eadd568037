import 'server-only'
import { DomainError } from '@/domain/errors'
import { tariffDocumentSchema, formatIssues, type TariffDocument } from '@/domain/tariff/document'
import { tariffDocuments } from '@/features/tariffs/queries'
import { transact } from '@/server/transaction'
import { assertMay, type Viewer } from '@/server/viewer'
import { openDrafts } from '../queries'
import { headerFor, insertDraft } from './draft-version'

export interface ImportedDocuments {
  /** Drafts made, in the order of the file. */
  drafted: { id: string; category: string; effectiveFrom: string }[]
  /** Versions that are in the catalogue or drafted already, exactly so. */
  known: { category: string; effectiveFrom: string }[]
}

/** What stands in a file of tariff documents: one, or an array of them. @returns each fault with its path when it does not fit */
export function readDocuments(text: string): { documents: TariffDocument[] } | { faults: string[] } {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (error) {
    return { faults: [`(document): ${error instanceof Error ? error.message : String(error)}`] }
  }
  const many = Array.isArray(json)
  const candidates: readonly unknown[] = Array.isArray(json) ? json : [json]
  const parsed = candidates.map((one) => tariffDocumentSchema.safeParse(one))
  const faults = parsed.flatMap((one, index) => (one.success ? [] : formatIssues(one.error).map((fault) => (many ? `[${index}].${fault}` : fault))))
  return faults.length > 0 ? { faults } : { documents: parsed.flatMap((one) => (one.success ? [one.data] : [])) }
}

/**
 * Drafts every version that the catalogue does not have. The same documents again change nothing.
 * @throws DomainError `forbidden`, `released-differs` when a released version would have to be edited
 */
export async function importDocuments(viewer: Viewer, documents: readonly TariffDocument[], at: Date): Promise<ImportedDocuments> {
  assertMay(viewer, 'tariffs.draft')
  const [catalogue, drafts] = await Promise.all([tariffDocuments(), openDrafts()])
  const answer: ImportedDocuments = { drafted: [], known: [] }
  const fresh = documents.flatMap(({ versions, ...header }) => versions.map((content) => ({ header, content }))).filter(({ header: { category }, content }) => {
    const { effectiveFrom } = content
    const released = catalogue.get(category)?.versions.find((version) => version.effectiveFrom === effectiveFrom)
    if (released && !same(released, content)) throw new DomainError('released-differs', { category, date: effectiveFrom })
    const known = released !== undefined || drafts.some((draft) => draft.categoryCode === category && same(draft.content, content))
    if (known) answer.known.push({ category, effectiveFrom })
    return !known
  })
  if (fresh.length === 0) return answer
  const headers = await Promise.all(fresh.map(({ header }) => headerFor(header)))
  await transact(viewer, async (tx, record) => {
    for (const [index, { header, content }] of fresh.entries()) {
      const id = await insertDraft(tx, record, viewer, { header: headers[index] ?? header, content }, at)
      answer.drafted.push({ id, category: header.category, effectiveFrom: content.effectiveFrom })
    }
  })
  return answer
}

/** Whether two documents say the same, whatever the order of their keys. */
const same = (a: unknown, b: unknown): boolean => JSON.stringify(ordered(a)) === JSON.stringify(ordered(b))

const ordered = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(ordered)
    : typeof value === 'object' && value !== null
      ? Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, one]) => [key, ordered(one)]))
      : value
