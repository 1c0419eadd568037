import 'server-only'
import { createHash } from 'node:crypto'
import { Prisma } from '@/generated/prisma/client'
import { db } from '@/server/db'
import { readTable } from '@/server/files/read-table'
import { transact } from '@/server/transaction'
import { assertMay, type Viewer } from '@/server/viewer'
import type { BatchKind } from '../batch-queries'
import { readDecisions } from '../files/approval-list'
import { readCorrections } from '../files/corrections'

interface UploadedFile {
  kind: BatchKind
  name: string
  content: Buffer
}

type NewItem = Omit<Prisma.OrderBatchItemCreateManyInput, 'batchId'>

/**
 * Reads a workbook of decisions or corrections into a batch; nothing else is written. The same file again is the same
 * batch: checked anew while it waits, and left alone once it is carried out.
 * @throws DomainError about the file as a whole; what is wrong with a row stands with the row
 */
export async function uploadBatch(viewer: Viewer, { kind, name, content }: UploadedFile, at: Date): Promise<{ id: string }> {
  assertMay(viewer, kind === 'drafts' ? 'work-orders.prepare' : 'work-orders.decide')
  const fileSha256 = createHash('sha256').update(content).digest('hex')
  const known = await db(viewer).orderBatch.findFirst({ where: { createdById: viewer.userId, kind, fileSha256 } })
  if (known?.jobId) return { id: String(known.id) }
  const table = await readTable(content)
  const items = kind === 'drafts' ? await draftItems(viewer, table) : await decisionItems(viewer, table)
  return transact(viewer, async (tx, record) => {
    // Two uploads of one file at once: the second waits here, and finds the first's batch.
    await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`order-batch ${viewer.userId} ${fileSha256}`}, 0))::text`
    const same = await tx.orderBatch.findFirst({ where: { createdById: viewer.userId, kind, fileSha256 } })
    if (same?.jobId) return { id: String(same.id) }
    const batch = same ?? (await tx.orderBatch.create({ data: { kind, fileName: name, fileSha256, createdById: viewer.userId, createdByName: viewer.name, createdAt: at } }))
    await tx.orderBatchItem.deleteMany({ where: { batchId: batch.id } })
    await tx.orderBatchItem.createMany({ data: items.map((item) => ({ ...item, batchId: batch.id })) })
    await record({ stationId: 0, action: 'order-batch.uploaded', subject: 'order-batch', subjectKey: String(batch.id), after: { kind, file: name, sha256: fileSha256, rows: items.length } })
    return { id: String(batch.id) }
  })
}

async function draftItems(viewer: Viewer, table: Parameters<typeof readCorrections>[1]): Promise<NewItem[]> {
  const rows = await readCorrections(viewer, table)
  return rows.map(({ place, stationId, accountNo, content, findings }) => ({ stationId, place, accountNo, content: content ?? Prisma.DbNull, findings: json(findings) }))
}

async function decisionItems(viewer: Viewer, table: Parameters<typeof readDecisions>[1]): Promise<NewItem[]> {
  const rows = await readDecisions(viewer, table)
  return rows.map(({ place, order, number, decision, reason, findings }) => ({
    stationId: order?.stationId ?? 0, place, number, workOrderId: order?.id ?? null, accountNo: order?.accountNo ?? null, version: order?.version ?? null,
    decision: findings.length === 0 ? decision : null, reason, findings: json(findings),
  }))
}

const json = (findings: readonly object[]) => (findings.length === 0 ? Prisma.DbNull : (findings as Prisma.InputJsonArray))
