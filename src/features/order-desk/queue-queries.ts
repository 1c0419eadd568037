import 'server-only'
import { maskName } from '@/domain/identity/masking'
import { fen, type Fen } from '@/domain/money'
import { daysBetween, type PlainDate } from '@/domain/plain-date'
import { dueOn, type OverdueRange } from '@/domain/work-order/due'
import { availableActions, type OrderAction, type OrderState } from '@/domain/work-order/transitions'
import { Prisma } from '@/generated/prisma/client'
import { dayInChina } from '@/server/clock'
import { db } from '@/server/db'
import { preparedRows } from '@/server/prepared-rows'
import type { Viewer } from '@/server/viewer'
import { BOOK_PRINT, dueBook, keptBook, overdueNow, type DueBook } from './due-queries'
import { filterCondition, inViewersStations, viewCondition } from './queue-filter-queries'
import { QUEUE_VIEWS, type QueueView } from './choices'
import { BATCH_LIMIT, type QueueFilter } from './schemas'

export interface QueueRow {
  number: string
  version: number
  state: OrderState
  finding: 'low_tariff_high_use' | 'split_not_applied' | 'alternating_use' | 'wrong_record'
  accountNo: string
  accountName: string
  effectiveFrom: PlainDate
  differenceFen: Fen | null
  /** What a customer's breach costs besides; null where there is none. */
  penaltyFen: Fen | null
  preparerId: string
  preparerName: string
  assigneeName: string | null
  createdAt: Date
  stateSince: Date
  /** Whole days in its state. */
  ageDays: number
  due: PlainDate | null
  overdue: boolean
  /** Takes another order back. */
  isReversal: boolean
  /** Came back from an earlier submission. */
  returned: boolean
  actions: OrderAction[]
}

export const QUEUE_PAGE = 50
/** Up to this many are counted; more are "over" it. */
export const QUEUE_COUNT_CAP = 1_000

type Stored = Omit<QueueRow, 'ageDays' | 'due' | 'overdue' | 'actions' | 'differenceFen' | 'penaltyFen'> & { differenceFen: string | null; penaltyFen: string | null; key: string; bookPrint: string }

interface SortKey {
  value: Prisma.Sql
  /** The value as text in a page's address, and back again; the pattern keeps out what is none. */
  key: Prisma.Sql
  pattern: RegExp
  read: (key: string) => Prisma.Sql
  direction: Prisma.Sql
  beyond: Prisma.Sql
}

const SORT_KEYS: Readonly<Record<QueueFilter['sort'], SortKey>> = {
  number: { value: Prisma.sql`o.number`, key: Prisma.sql`o.number`, pattern: /^[0-9A-Za-z-]+$/, read: (key) => Prisma.sql`${key}`, direction: Prisma.sql`DESC`, beyond: Prisma.sql`<` },
  waiting: {
    value: Prisma.sql`o.state_since`, key: Prisma.sql`(extract(epoch FROM o.state_since) * 1000000)::bigint::text`, pattern: /^\d{1,17}$/,
    read: (key) => Prisma.sql`'epoch'::timestamptz + ${key}::bigint * interval '1 microsecond'`, direction: Prisma.sql`ASC`, beyond: Prisma.sql`>`,
  },
  difference: {
    value: Prisma.sql`COALESCE(o.difference_fen, 0)`, key: Prisma.sql`COALESCE(o.difference_fen, 0)::text`, pattern: /^-?\d{1,18}$/,
    read: (key) => Prisma.sql`${key}::bigint`, direction: Prisma.sql`DESC`, beyond: Prisma.sql`<`,
  },
}

/**
 * The SQL of a page; also what the benchmark holds the page against. What is overdue matters to the queue of that name alone.
 * @param beside further columns, each behind a comma
 */
export function queueSql(viewer: Viewer, filter: QueueFilter, overdue: readonly OverdueRange[], after?: string, beside = Prisma.empty): Prisma.Sql {
  const { value, key, pattern, read, direction, beyond } = SORT_KEYS[filter.sort]
  const [last = '', number = ''] = after?.split('~') ?? []
  const from = pattern.test(last) && SORT_KEYS.number.pattern.test(number) ? Prisma.sql`(${value}, o.number) ${beyond} (${read(last)}, ${number})` : Prisma.sql`true`
  return Prisma.sql`
    SELECT o.number, o.version, o.state::text AS state, replace(o.finding::text, '-', '_') AS finding, a.account_no AS "accountNo", a.name AS "accountName",
      o.effective_from::text AS "effectiveFrom", CASE WHEN o.state <> 'draft' THEN o.difference_fen::text END AS "differenceFen", CASE WHEN o.state <> 'draft' AND o.penalty_fen <> 0 THEN o.penalty_fen::text END AS "penaltyFen", o.preparer_id AS "preparerId",
      COALESCE(p.name, o.preparer_id) AS "preparerName", h.name AS "assigneeName", o.created_at AS "createdAt", o.state_since AS "stateSince",
      (o.state = 'draft' AND o.submitted_at IS NOT NULL) AS returned, o.reverses_id IS NOT NULL AS "isReversal", ${key} AS key${beside}
    FROM work_order_in_scope o
    JOIN account_in_scope a ON a.station_id = o.station_id AND a.id = o.account_id
    LEFT JOIN app_user p ON p.id = o.preparer_id
    LEFT JOIN app_user h ON h.id = o.assignee_id
    WHERE ${filterCondition(viewer, filter, overdue)} AND ${from}
    ORDER BY ${value} ${direction}, o.number ${direction}
    LIMIT ${QUEUE_PAGE + 1}`
}

export interface QueuePage {
  rows: QueueRow[]
  /** Where to go on, or null on the last page. */
  next: string | null
}

/** A page of the queue, keyed so that every page costs what the first does. */
export async function queuePage(viewer: Viewer, filter: QueueFilter, at: Date, after?: string): Promise<QueuePage> {
  const { book, rows } = await askedPage(viewer, filter, at, after)
  const shown = rows.slice(0, QUEUE_PAGE)
  const last = shown.at(-1)
  const today = dayInChina(at)
  return {
    rows: shown.map(({ key: _key, bookPrint: _print, ...row }) => {
      const since = dayInChina(row.stateSince)
      const due = dueOn(row.state, since, book.rules, book.exceptions)
      return {
        ...row,
        accountName: maskName(row.accountName),
        differenceFen: row.differenceFen === null ? null : fen(BigInt(row.differenceFen)),
        penaltyFen: row.penaltyFen === null ? null : fen(BigInt(row.penaltyFen)),
        ageDays: daysBetween(since, today),
        due,
        overdue: due !== null && due < today,
        actions: availableActions(row, viewer),
      }
    }),
    next: rows.length > QUEUE_PAGE && last ? `${last.key}~${last.number}` : null,
  }
}

/** Rows and rules in one question: the rules as they are kept, and asked for again where the answer says that they are others. */
async function askedPage(viewer: Viewer, filter: QueueFilter, at: Date, after: string | undefined): Promise<{ book: DueBook; rows: Stored[] }> {
  const ask = (book: DueBook) =>
    preparedRows<Stored>(viewer, queueSql(viewer, filter, filter.view === 'overdue' ? overdueNow(book, at) : [], after, Prisma.sql`, ${BOOK_PRINT} AS "bookPrint"`))
  const { book, print } = await keptBook()
  const rows = await ask(book)
  // No row, no print: the rules may be what keeps the rows out.
  const held = await keptBook(rows[0]?.bookPrint ?? '')
  if (held.print === print) return { book, rows }
  return { book: held.book, rows: filter.view === 'overdue' ? await ask(held.book) : rows }
}

/** How many orders stand in each queue and match the filter, counted no further than just over the cap. */
export async function queueCounts(viewer: Viewer, filter: QueueFilter, at: Date): Promise<{ matching: number; views: Record<QueueView, number> }> {
  const overdue = overdueNow(await dueBook(), at)
  const capped = (condition: Prisma.Sql) => Prisma.sql`(SELECT count(*)::int FROM (SELECT 1 FROM work_order_in_scope o JOIN account_in_scope a ON a.station_id = o.station_id AND a.id = o.account_id WHERE ${condition} LIMIT ${QUEUE_COUNT_CAP + 1}) AS capped)`
  const inView = (view: QueueView) => Prisma.sql`(SELECT count(*)::int FROM (SELECT 1 FROM work_order_in_scope o WHERE ${inViewersStations(viewer)} AND ${viewCondition(viewer, view, overdue)} LIMIT ${QUEUE_COUNT_CAP + 1}) AS capped)`
  const [row] = await db(viewer).$queryRaw<{ matching: number; views: number[] }[]>`
    SELECT ${capped(filterCondition(viewer, filter, overdue))} AS matching, ARRAY[${Prisma.join(QUEUE_VIEWS.map(inView))}] AS views`
  return { matching: row?.matching ?? 0, views: Object.fromEntries(QUEUE_VIEWS.map((view, index) => [view, row?.views[index] ?? 0])) as Record<QueueView, number> }
}

export interface OrderKey {
  stationId: number
  id: bigint
  number: string
  version: number
  accountNo: string
}

/** The orders that a filter matches, in the order of their numbers; one more than a batch holds when there are too many. */
export async function matchingOrders(viewer: Viewer, filter: QueueFilter, at: Date): Promise<OrderKey[]> {
  const overdue = overdueNow(await dueBook(), at)
  return db(viewer).$queryRaw<OrderKey[]>`
    SELECT o.station_id AS "stationId", o.id, o.number, o.version, a.account_no AS "accountNo"
    FROM work_order_in_scope o JOIN account_in_scope a ON a.station_id = o.station_id AND a.id = o.account_id
    WHERE ${filterCondition(viewer, filter, overdue)} ORDER BY o.number LIMIT ${BATCH_LIMIT + 1}`
}

/** Orders by their numbers, within the viewer's stations. */
export async function ordersByNumber(viewer: Viewer, numbers: readonly string[]): Promise<OrderKey[]> {
  return db(viewer).$queryRaw<OrderKey[]>`
    SELECT o.station_id AS "stationId", o.id, o.number, o.version, a.account_no AS "accountNo"
    FROM work_order_in_scope o JOIN account_in_scope a ON a.station_id = o.station_id AND a.id = o.account_id
    WHERE o.number = ANY(${[...numbers]}::text[]) AND ${inViewersStations(viewer)} ORDER BY o.number`
}
