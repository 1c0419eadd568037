import 'server-only'
import { DomainError } from '@/domain/errors'
import { catalogueDocumentSchema } from '@/domain/tariff/catalogue-document'
import type { TariffDocument } from '@/domain/tariff/document'
import { faultsIn, IN_WORDS, type Fault } from '@/domain/tariff/document-faults'
import { proposeChange } from '@/features/tariff-categories/commands/change-category'
import { findCategoryFacts, openChanges, sameFacts } from '@/features/tariff-categories/queries'
import { tariffDocuments } from '@/features/tariffs/queries'
import { transact } from '@/server/transaction'
import { assertMay, type Viewer } from '@/server/viewer'
import { openDrafts } from '../queries'
import { headerFor, insertDraft } from './draft-version'

interface VersionName {
  category: string
  effectiveFrom: string
}

export interface ImportedDocuments {
  /** Drafts made, in the order of the file. */
  drafted: (VersionName & { id: string })[]
  /** Versions that are in the catalogue or drafted already, exactly so. */
  known: VersionName[]
  /** Versions from before the newest released one: they can no longer be released, and are not drafted. */
  older: (VersionName & { newest: string })[]
  /** Categories of the catalogue that the file calls or classes otherwise: proposed as a change of its own. */
  changed: string[]
}

/** What stands in a file of tariff documents: one, or an array of them. @returns each fault with its path when it does not fit */
export function readDocuments(text: string): { documents: TariffDocument[] } | { faults: Fault[] } {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (error) {
    return { faults: [{ path: [], message: error instanceof Error ? error.message : String(error) }] }
  }
  const many = Array.isArray(json)
  const candidates: readonly unknown[] = Array.isArray(json) ? json : [json]
  const parsed = candidates.map((one) => catalogueDocumentSchema.safeParse(one, IN_WORDS))
  const faults = parsed.flatMap((one, index) => (one.success ? [] : faultsIn(one.error).map(({ path, message }) => ({ path: many ? [index, ...path] : path, message }))))
  return faults.length > 0 ? { faults } : { documents: parsed.flatMap((one) => (one.success ? [one.data] : [])) }
}

/**
 * Drafts every version that the catalogue does not have and could still take, and proposes what a known category is called
 * otherwise. The same documents again change nothing.
 * @throws DomainError `forbidden`, `released-differs` when a released version would have to be edited
 */
export async function importDocuments(viewer: Viewer, documents: readonly TariffDocument[], at: Date): Promise<ImportedDocuments> {
  assertMay(viewer, 'tariffs.draft')
  const [catalogue, drafts, changes] = await Promise.all([tariffDocuments(), openDrafts(), headerChanges(documents)])
  const answer: ImportedDocuments = { drafted: [], known: [], older: [], changed: [] }
  const versions = documents.flatMap(({ versions: all, ...header }) => all.map((content) => ({ header, content })))
  const fresh = versions.filter(({ header: { category }, content }) => {
    const { effectiveFrom } = content
    const released = catalogue.get(category)?.versions ?? []
    const same = released.find((version) => version.effectiveFrom === effectiveFrom)
    if (same && !isSame(same, content)) throw new DomainError('released-differs', { category, date: effectiveFrom })
    const newest = released.at(-1)?.effectiveFrom ?? ''
    const known = same !== undefined || drafts.some((draft) => draft.categoryCode === category && isSame(draft.content, content))
    if (known) answer.known.push({ category, effectiveFrom })
    else if (effectiveFrom < newest) answer.older.push({ category, effectiveFrom, newest })
    return !known && effectiveFrom > newest
  })
  if (fresh.length === 0 && changes.length === 0) return answer
  const headers = await Promise.all(fresh.map(({ header }) => headerFor(header)))
  await transact(viewer, async (tx, record) => {
    for (const [index, { header, content }] of fresh.entries()) {
      const id = await insertDraft(tx, record, viewer, { header: headers[index] ?? header, content }, at)
      answer.drafted.push({ id, category: header.category, effectiveFrom: content.effectiveFrom })
    }
    for (const change of changes) {
      await proposeChange(tx, record, viewer, { ...change, at })
      answer.changed.push(change.code)
    }
  })
  return answer
}

/** What the documents call or class known categories, where that is new and not proposed already. A document without a source says nothing of it. */
async function headerChanges(documents: readonly TariffDocument[]) {
  const open = await openChanges()
  const changes = await Promise.all(
    documents.map(async ({ category: code, name, class: group, source }) => {
      const before = await findCategoryFacts(code)
      if (!before) return []
      const proposed = { ...before, nameZh: name['zh-CN'], nameEn: name.en, class: group, source: source ?? before.source }
      const known = sameFacts(before, proposed) || open.some((change) => change.categoryCode === code && sameFacts(change.proposed, proposed))
      return known ? [] : [{ code, before, proposed }]
    }),
  )
  return changes.flat()
}

/** Whether two documents say the same, whatever the order of their keys. */
const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(ordered(a)) === JSON.stringify(ordered(b))

const ordered = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(ordered)
    : typeof value === 'object' && value !== null
      ? Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, one]) => [key, ordered(one)]))
      : value
