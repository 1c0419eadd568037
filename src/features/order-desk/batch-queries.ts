import 'server-only'
import * as z from 'zod'
import { DomainError } from '@/domain/errors'
import { wh, type Wh } from '@/domain/energy'
import { maskName } from '@/domain/identity/masking'
import { fen, type Fen } from '@/domain/money'
import { transition, type OrderState } from '@/domain/work-order/transitions'
import { SET_WISE_STEPS, type SetWiseDecision } from '@/features/work-orders/schemas-set-wise'
import { db } from '@/server/db'
import { findJob, type Job } from '@/server/jobs/job-store'
import { scopeArray, seesStation, type Viewer } from '@/server/viewer'

export const BATCH_KINDS = ['decisions', 'drafts'] as const
export type BatchKind = (typeof BATCH_KINDS)[number]

export interface Batch {
  id: bigint
  kind: BatchKind
  fileName: string | null
  createdById: string
  createdByName: string
  createdAt: Date
  job: Job | null
}

export interface Finding {
  column: string
  found: string
  code: string
  params: Record<string, string | number>
}

export interface BatchItem {
  place: number
  number: string | null
  accountNo: string | null
  accountName: string | null
  decision: SetWiseDecision | null
  reason: string | null
  state: OrderState | null
  energyWh: Wh | null
  differenceFen: Fen | null
  /** Null where there is none. */
  penaltyFen: Fen | null
  findings: Finding[]
  outcome: 'done' | 'refused' | null
  /** Why it was refused or, before it is carried out, would be now. */
  refusal: { code: string; params: Record<string, string | number> } | null
}

export const findingsSchema = z.array(z.object({ column: z.string(), found: z.string(), code: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])) }))
const paramsSchema = z.record(z.string(), z.union([z.string(), z.number()])).catch({})

/** A batch of the viewer's own, or null: what one person has prepared, another does not carry out. */
export async function findBatch(viewer: Viewer, id: bigint): Promise<Batch | null> {
  const row = await db(viewer).orderBatch.findFirst({ where: { id } })
  if (!row || row.createdById !== viewer.userId) return null
  const { jobId, fileSha256: _, kind, ...batch } = row
  return { ...batch, kind: kind === 'drafts' ? 'drafts' : 'decisions', job: jobId === null ? null : await findJob(viewer, jobId) }
}

/** @throws DomainError `batch-not-found` */
export async function getBatch(viewer: Viewer, id: bigint): Promise<Batch> {
  const batch = await findBatch(viewer, id)
  if (!batch) throw new DomainError('batch-not-found')
  return batch
}

/** The viewer's latest batches. */
export async function latestBatches(viewer: Viewer, take = 20): Promise<{ id: bigint; kind: string; fileName: string | null; createdAt: Date; started: boolean; items: number; done: number }[]> {
  const rows = await db(viewer).orderBatch.findMany({ where: { createdById: viewer.userId }, orderBy: { id: 'desc' }, take })
  const counts = await db(viewer).orderBatchItem.groupBy({ by: ['batchId', 'outcome'], where: { batchId: { in: rows.map(({ id }) => id) } }, _count: true })
  return rows.map(({ id, kind, fileName, createdAt, jobId }) => {
    const own = counts.filter(({ batchId }) => batchId === id)
    return { id, kind, fileName, createdAt, started: jobId !== null, items: own.reduce((sum, { _count }) => sum + _count, 0), done: own.find(({ outcome }) => outcome === 'done')?._count ?? 0 }
  })
}

interface StoredItem {
  stationId: number
  place: number
  number: string | null
  accountNo: string | null
  accountName: string | null
  decision: SetWiseDecision | null
  reason: string | null
  seenVersion: number | null
  version: number | null
  state: OrderState | null
  preparerId: string | null
  energyWh: bigint | null
  differenceFen: bigint | null
  penaltyFen: bigint | null
  findings: unknown
  outcome: 'done' | 'refused' | null
  code: string | null
  params: unknown
}

/** Every item of a batch as it stands: what would become of it now, or what did. */
export async function batchItems(viewer: Viewer, batch: Pick<Batch, 'id'>): Promise<BatchItem[]> {
  const scope = scopeArray(viewer)
  const rows = await db(viewer).$queryRaw<StoredItem[]>`
    SELECT i.station_id AS "stationId", i.place, i.number, i.account_no AS "accountNo", a.name AS "accountName", i.decision, i.reason, i.version AS "seenVersion", o.version,
      o.state::text AS state, o.preparer_id AS "preparerId", o.difference_fen AS "differenceFen", NULLIF(o.penalty_fen, 0) AS "penaltyFen", i.findings, i.outcome, i.code, i.params,
      (SELECT sum(m.energy_wh)::bigint FROM back_billing_month m WHERE m.station_id = o.station_id AND m.work_order_id = o.id) AS "energyWh"
    FROM order_batch_item i
    LEFT JOIN work_order o ON o.station_id = i.station_id AND o.id = i.work_order_id
    LEFT JOIN account a ON a.station_id = i.station_id AND a.account_no = i.account_no
    WHERE i.batch_id = ${batch.id} AND (${scope}::int[] IS NULL OR i.station_id = 0 OR i.station_id = ANY(${scope}::int[]))
    ORDER BY i.place`
  return rows.map((row) => itemOf(viewer, row))
}

function itemOf(viewer: Viewer, { seenVersion, version, preparerId, stationId, findings, code, params, energyWh, differenceFen, penaltyFen, ...row }: StoredItem): BatchItem {
  const found = findingsSchema.parse(findings ?? [])
  const told = code === null ? null : { code, params: paramsSchema.parse(params) }
  const ahead = row.outcome === null && found.length === 0 ? aheadOf(viewer, { ...row, seenVersion, version, preparerId, stationId }) : null
  return { ...row, accountName: row.accountName === null ? null : maskName(row.accountName), energyWh: energyWh === null ? null : wh(energyWh), differenceFen: differenceFen === null ? null : fen(differenceFen), penaltyFen: penaltyFen === null ? null : fen(penaltyFen), findings: found, refusal: told ?? ahead }
}

/** What would be said to a decision now; null when nothing stands in its way that can be seen from here. */
function aheadOf(viewer: Viewer, { number, decision, reason, state, seenVersion, version, preparerId, stationId }: Omit<StoredItem, 'findings' | 'code' | 'params' | 'energyWh' | 'differenceFen' | 'penaltyFen'>): BatchItem['refusal'] {
  if (decision === null || state === null || preparerId === null || number === null || !seesStation(viewer, stationId)) return null
  if (seenVersion !== version) return { code: 'order-moved-on', params: { number } }
  try {
    SET_WISE_STEPS[decision].reduce<OrderState>((from, action) => transition({ state: from, preparerId }, action, viewer, reason ?? undefined), state)
    return null
  } catch (error) {
    if (error instanceof DomainError) return { code: error.code, params: error.params }
    throw error
  }
}

export interface BatchSums {
  items: number
  /** Rows of a file that say nothing usable. */
  faulty: number
  ready: number
  done: number
  refused: number
  accounts: number
  energyWh: Wh
  differenceFen: Fen
  /** Of the sum: what customers are charged, and what they get back. */
  chargedFen: Fen
  refundedFen: Fen
  /** Besides the differences. */
  penaltyFen: Fen
}

/** What carrying a batch out will change, or has: only of what can be, or was, done. */
export function sumsOf(items: readonly BatchItem[]): BatchSums {
  const ready = items.filter(({ outcome, findings, refusal }) => outcome === null && findings.length === 0 && refusal === null)
  const done = items.filter(({ outcome }) => outcome === 'done')
  const counted = [...ready, ...done]
  const differences = counted.map(({ differenceFen }) => differenceFen ?? 0n)
  const total = (amounts: readonly bigint[]) => fen(amounts.reduce((sum, amount) => sum + amount, 0n))
  return {
    items: items.length,
    faulty: items.filter(({ findings }) => findings.length > 0).length,
    ready: ready.length,
    done: done.length,
    refused: items.filter(({ outcome, refusal, findings }) => outcome === 'refused' || (outcome === null && findings.length === 0 && refusal !== null)).length,
    accounts: new Set(counted.map(({ accountNo }) => accountNo)).size,
    energyWh: wh(counted.reduce((sum, { energyWh }) => sum + (energyWh ?? 0n), 0n)),
    differenceFen: total(differences),
    chargedFen: total(differences.filter((amount) => amount > 0n)),
    refundedFen: total(differences.filter((amount) => amount < 0n)),
    penaltyFen: total(counted.map(({ penaltyFen }) => penaltyFen ?? 0n)),
  }
}
