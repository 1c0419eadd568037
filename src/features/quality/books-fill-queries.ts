import 'server-only'
import type { SheetContent } from '@/domain/quality/tool-sheet'
import { DomainError } from '@/domain/errors'
import { listStations } from '@/features/accounts/queries'
import { booksRows } from '@/features/quality-metrics/books-queries'
import type { Viewer } from '@/server/viewer'
import { getProject } from './queries'
import type { BooksRequest } from './schemas'

/**
 * A tool's contents as the books have them now, with where and when they were taken; it is saved by whoever asked.
 * @throws DomainError `project-not-found`, `books-empty`
 */
export async function booksFor(viewer: Viewer, { project: number, query, from, to }: BooksRequest, at: Date): Promise<SheetContent> {
  const project = await getProject(viewer, number)
  const [found, stations] = await Promise.all([booksRows(viewer, query, { stationId: project.stationId, from, to }), listStations(viewer)])
  if (!found || found.rows.length === 0) throw new DomainError('books-empty')
  const station = stations.find(({ id }) => id === project.stationId)
  return { ...found, source: { kind: 'books', query, scope: `${station?.name ?? ''} ${from} – ${to}`, takenAt: at.toISOString() } }
}
