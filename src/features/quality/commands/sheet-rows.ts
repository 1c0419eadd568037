import 'server-only'
import { createHash } from 'node:crypto'
import type { SheetContent } from '@/domain/quality/tool-sheet'
import type { ToolKind } from '@/domain/quality/vocabulary'
import type { Transaction } from '@/server/transaction'
import type { Viewer } from '@/server/viewer'
import type { ProjectHead } from '../queries'
import { signed } from './project-entry'

type Of = Pick<ProjectHead, 'stationId' | 'id'>

export interface SheetToFile {
  step: string
  kind: ToolKind
  title: string
  content: SheetContent
}

/** The digest of what a tool says: over its keys in order, so that the same words give the same digest. */
export const digestOf = (value: unknown): string => createHash('sha256').update(JSON.stringify(value, inOrder)).digest('hex')

const inOrder = (_: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) : value

/** Files a new tool with its first revision. @returns its row id */
export async function fileSheet(tx: Transaction, viewer: Viewer, project: Of, { step, kind, title, content }: SheetToFile): Promise<bigint> {
  const { stationId, id: projectId } = project
  const sheet = await tx.qcSheet.create({ data: { stationId, projectId, step, kind, title, content } })
  await reviseSheet(tx, viewer, project, { sheetId: sheet.id, step, title, content, version: 1, removed: false })
  return sheet.id
}

/** Appends the revision of a saved state. */
export async function reviseSheet(
  tx: Transaction,
  viewer: Viewer,
  { stationId, id: projectId }: Of,
  revision: { sheetId: bigint; step: string; title: string; content: SheetContent; version: number; removed: boolean },
): Promise<void> {
  await tx.qcSheetRevision.create({ data: { stationId, projectId, ...revision, sha256: digestOf({ title: revision.title, ...revision.content }), ...signed(viewer) } })
}
