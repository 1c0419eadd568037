import 'server-only'
import { DomainError } from '@/domain/errors'
import { maskName } from '@/domain/identity/masking'
import { fen, fenToYuan } from '@/domain/money'
import { needsReason, type SetWiseDecision } from '@/features/work-orders/schemas-set-wise'
import { Prisma } from '@/generated/prisma/client'
import { db } from '@/server/db'
import type { FileTable } from '@/server/files/table'
import { writeXlsx, YUAN_FORMAT, type OutCell } from '@/server/files/write-table'
import type { Viewer } from '@/server/viewer'
import type { Finding } from '../batch-queries'
import { dueBook, overdueNow } from '../due-queries'
import { filterCondition } from '../queue-filter-queries'
import { ordersByNumber, type OrderKey } from '../queue-queries'
import { BATCH_LIMIT, type QueueFilter } from '../schemas'
import { APPROVAL_COLUMNS, columnsIn, DECISION_WORDS, FINDING_WORDS, keyFor, REQUIRED_APPROVAL_COLUMNS, type ApprovalColumn } from './sheet-words'

type Language = 'zh-CN' | 'en'

interface ListedOrder {
  number: string
  version: number
  state: string
  accountNo: string
  accountName: string
  finding: keyof typeof FINDING_WORDS
  effectiveFrom: string
  differenceFen: bigint | null
  penaltyFen: bigint | null
  preparer: string
}

const yuan = (amount: bigint | null): OutCell => (amount === null ? null : { number: fenToYuan(fen(amount)), format: YUAN_FORMAT })

/** The orders of a queue as a workbook in which decisions are filled in. `states` are the words of the screen. */
export async function approvalList(viewer: Viewer, filter: QueueFilter, at: Date, language: Language, states: (state: string) => string): Promise<Buffer> {
  const overdue = overdueNow(await dueBook(), at)
  const orders = await db(viewer).$queryRaw<ListedOrder[]>(Prisma.sql`
    SELECT o.number, o.version, o.state::text AS state, a.account_no AS "accountNo", a.name AS "accountName", replace(o.finding::text, '-', '_') AS finding,
      o.effective_from::text AS "effectiveFrom", o.difference_fen AS "differenceFen", NULLIF(o.penalty_fen, 0) AS "penaltyFen", COALESCE(p.name, o.preparer_id) AS preparer
    FROM work_order o
    JOIN account a ON a.station_id = o.station_id AND a.id = o.account_id
    LEFT JOIN app_user p ON p.id = o.preparer_id
    WHERE ${filterCondition(viewer, filter, overdue)} ORDER BY o.number LIMIT ${BATCH_LIMIT}`)
  const rows = orders.map((order): OutCell[] => [
    order.number, { number: String(order.version) }, states(order.state), order.accountNo, maskName(order.accountName), FINDING_WORDS[order.finding][language], order.effectiveFrom,
    yuan(order.differenceFen), yuan(order.penaltyFen), order.preparer, null, null,
  ])
  const words: OutCell[][] = Object.values(DECISION_WORDS).map((word) => [word[language]])
  return writeXlsx([
    { name: language === 'zh-CN' ? '审批单' : 'Approval list', head: Object.values(APPROVAL_COLUMNS).map((word) => word[language]), widths: [26, 8, 12, 16, 20, 24, 12, 16, 18, 12, 16, 40], rows },
    { name: language === 'zh-CN' ? '可填的决定' : 'Decisions', head: [APPROVAL_COLUMNS.decision[language]], widths: [24], rows: words },
  ])
}

export interface ReadDecision {
  place: number
  /** Null for a row that names no order in scope. */
  order: OrderKey | null
  number: string
  decision: SetWiseDecision | null
  reason: string | null
  findings: Finding[]
}

/**
 * The decisions filled in, checked row by row. A row without a decision is left out: whoever leaves it empty decides nothing.
 * @throws DomainError `file-missing-columns`, `batch-too-big`, `batch-empty`
 */
export async function readDecisions(viewer: Viewer, { header, rows }: FileTable): Promise<ReadDecision[]> {
  const columns = columnsIn(APPROVAL_COLUMNS, header)
  const missing = REQUIRED_APPROVAL_COLUMNS.filter((column) => !columns.has(column))
  if (missing.length > 0) throw new DomainError('file-missing-columns', { missing: missing.map((column) => APPROVAL_COLUMNS[column]['zh-CN']).join(', '), found: header.join(', ') })
  const cell = (cells: readonly string[], column: ApprovalColumn) => cells[columns.get(column) ?? -1]?.trim() ?? ''
  const filled = rows.filter(({ cells }) => cell(cells, 'decision') !== '')
  if (filled.length === 0) throw new DomainError('batch-empty')
  if (filled.length > BATCH_LIMIT) throw new DomainError('batch-too-big', { limit: BATCH_LIMIT })
  const orders = new Map((await ordersByNumber(viewer, filled.map(({ cells }) => cell(cells, 'number')))).map((order) => [order.number, order]))
  const seen = new Map<string, number>()
  return filled.map(({ rowNo, cells }) => {
    const [number, version, word, remark] = [cell(cells, 'number'), cell(cells, 'version'), cell(cells, 'decision'), cell(cells, 'remark')]
    const order = orders.get(number) ?? null
    const decision = keyFor(DECISION_WORDS, word)
    const findings: Finding[] = []
    const fault = (column: ApprovalColumn, found: string, code: string, params: Finding['params'] = {}) => findings.push({ column: APPROVAL_COLUMNS[column]['zh-CN'], found, code, params })
    if (!order) fault('number', number, 'order-not-found', { number })
    else if (version !== String(order.version)) fault('version', version, 'order-moved-on', { number })
    if (decision === null) fault('decision', word, 'decision-unknown', { value: word })
    else if (needsReason(decision) && remark === '') fault('remark', remark, 'reason-missing')
    const first = seen.get(number)
    if (first === undefined) seen.set(number, rowNo)
    else fault('number', number, 'row-twice', { row: first })
    return { place: rowNo, order, number, decision, reason: remark === '' ? null : remark, findings }
  })
}
