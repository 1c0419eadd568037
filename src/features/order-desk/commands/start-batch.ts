import 'server-only'
import { DomainError } from '@/domain/errors'
import { Prisma } from '@/generated/prisma/client'
import { answerOnce } from '@/server/answer-once'
import { createJobIn, sendJob } from '@/server/jobs/job-store'
import { transact } from '@/server/transaction'
import type { Viewer } from '@/server/viewer'
import { ORDER_BATCH } from '../batch-job-kind'
import { getBatch } from '../batch-queries'

/**
 * Has a batch carried out by the worker, or goes on with one that was stopped or failed. Asking twice, or from two
 * windows at once, starts it once.
 * @returns the job's number
 * @throws DomainError `batch-not-found`, `batch-empty` when nothing in it can be done
 */
export async function startBatch(viewer: Viewer, { id, requestKey }: { id: string; requestKey: string }): Promise<{ job: string }> {
  const { job } = await recordBatchJob(viewer, { id, requestKey })
  await sendJob(BigInt(job))
  return { job }
}

/** The same put on record only, for whoever runs it at once. */
export async function recordBatchJob(viewer: Viewer, { id, requestKey }: { id: string; requestKey: string }): Promise<{ job: string }> {
  const batchId = BigInt(id)
  await getBatch(viewer, batchId)
  const request = { key: requestKey, action: 'order-batch.start' }
  return answerOnce(viewer, request, () =>
    transact(
      viewer,
      async (tx, record) => {
        const [locked] = await tx.$queryRaw<{ job: bigint | null; state: string | null }[]>`
          SELECT b.job_id AS job, j.state::text AS state FROM order_batch b LEFT JOIN background_job j ON j.id = b.job_id WHERE b.id = ${batchId} FOR UPDATE OF b`
        if (!locked) throw new DomainError('batch-not-found')
        if (locked.job !== null && locked.state !== 'cancelled' && locked.state !== 'failed') return { job: String(locked.job) }
        const open = await tx.orderBatchItem.groupBy({ by: ['stationId'], where: { batchId, outcome: null, OR: [{ decision: { not: null } }, { content: { not: Prisma.DbNull } }] }, _count: true })
        if (open.length === 0) throw new DomainError('batch-empty')
        const total = open.reduce((sum, { _count }) => sum + BigInt(_count), 0n)
        const job = await createJobIn(tx, record, viewer, { kind: ORDER_BATCH, params: { batch: id }, stationIds: open.map(({ stationId }) => stationId), total })
        await tx.orderBatch.update({ where: { id: batchId }, data: { jobId: job } })
        return { job: String(job) }
      },
      request,
    ),
  )
}
