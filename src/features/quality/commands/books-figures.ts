import 'server-only'
import { DomainError } from '@/domain/errors'
import { isBillingMonth } from '@/domain/plain-date'
import { sameFigures } from '@/domain/quality/books-figures'
import type { SheetContent } from '@/domain/quality/tool-sheet'
import type { ToolKind } from '@/domain/quality/vocabulary'
import { BOOKS_QUERIES, BOOKS_QUERY_NAMES } from '@/features/quality-metrics/schemas'
import type { Viewer } from '@/server/viewer'
import { translatorFor } from '@/ui/translator'
import { booksFor } from '../books-fill-queries'

const MONTHS = /(\d{4}-\d{2}) – (\d{4}-\d{2})$/

interface Filled {
  kind: ToolKind
  content: SheetContent
}

/**
 * A tool whose figures are said to come from the books: they are as they were when they last came from there, or as the
 * books have them now; then it says so with the time of now. Whatever a person changed is a person's.
 * @throws DomainError `not-from-books`
 */
export async function heldAgainstBooks(viewer: Viewer, project: string, saved: Filled, content: SheetContent, at: Date): Promise<SheetContent> {
  const { source } = content
  if (source.kind === 'typed') return content
  if (JSON.stringify(source) === JSON.stringify(saved.content.source) && sameFigures(saved.content.rows, content.rows)) return content
  const query = BOOKS_QUERY_NAMES.find((name) => name === source.query)
  const [, from = '', to = ''] = MONTHS.exec(source.scope) ?? []
  if (!query || BOOKS_QUERIES[query] !== saved.kind || !isBillingMonth(from) || !isBillingMonth(to)) throw new DomainError('not-from-books')
  const [books, ...words] = await Promise.all([booksFor(viewer, { project, query, from, to }, at), translatorFor('zh-CN', 'qualityTools'), translatorFor('en', 'qualityTools')])
  // The books' own codes may stand in the words of either language.
  const inWords = (code: string) => words.flatMap((t) => (/^[a-z_]+$/.test(code) && t.has(`items.${code}` as 'items.price') ? [t(`items.${code}` as 'items.price')] : []))
  if (!sameFigures(books.rows, content.rows, inWords)) throw new DomainError('not-from-books')
  return { ...content, source: books.source }
}
