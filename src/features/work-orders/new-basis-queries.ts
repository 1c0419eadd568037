import 'server-only'
import * as z from 'zod'
import { wh, type Wh } from '@/domain/energy'
import { fen, sumFen, type Fen } from '@/domain/money'
import type { BillingMonth, PlainDate } from '@/domain/plain-date'
import { rateBill, type BillPart } from '@/domain/tariff/rate-bill'
import { readTerms } from '@/features/accounts/queries'
import { partFromJson } from '@/features/bills/account-bills'
import { categoryIndex, compiledTariffs } from '@/features/tariffs/queries'
import { toDbMonth } from '@/server/database-dates'
import { db } from '@/server/db'
import { scopeArray, type Viewer } from '@/server/viewer'
import type { OrderRow } from './queries'

/** Where an order belongs: what its figures are summed by. */
export interface OrderOrigin {
  stationId: number
  districtId: number
  orderNumber: string
  finding: OrderRow['finding']
  inspectorName: string | null
  campaign: string | null
  accountNo: string
  accountName: string
}

/** A bill that came out on the new basis because of an order: how it differs from what the old one would have given. */
export interface NewBasisBill extends OrderOrigin {
  accountId: bigint
  month: BillingMonth
  differenceFen: Fen
  /** By category, as it is less as it would have been; the energy adds up to 0. */
  moved: BillPart[]
}

export interface OrderScope {
  stationId?: number | undefined
  districtId?: number | undefined
  from: BillingMonth
  to: BillingMonth
}

interface Row extends OrderOrigin {
  accountId: bigint
  month: BillingMonth
  energyWh: bigint
  amountFen: bigint
  yearToDateWh: bigint
  periodFrom: PlainDate
  periodTo: PlainDate
  categoryId: number
  parts: unknown
  remainderCategoryId: number
  splits: unknown
}

export interface NewBasisBills {
  bills: NewBasisBill[]
  /** Bills after a correction that cannot be rated on the old basis: what the correction is worth there is not known. */
  unrated: number
}

const storedParts = z.array(z.strictObject({ category: z.string(), energyWh: z.string(), amountFen: z.string() }))

/**
 * What corrections are worth on the bills that came after them, account by account: each bill less what the same kWh would
 * have cost on the assignment the order closed. Bills that an order adjusted itself stand on the old basis and are left out
 * for it; where two orders corrected an account, each has its own step. Bills that cannot be rated on the old basis are
 * absent, and counted.
 */
export async function newBasisBills(viewer: Viewer, scope: OrderScope): Promise<NewBasisBills> {
  const [rows, tariffs, { byId }] = await Promise.all([correctedBills(viewer, scope), compiledTariffs(), categoryIndex()])
  const onOldTerms = (row: Row): BillPart[] | null => {
    const rated = rateBill({ terms: readTerms(row, byId), tariffs, period: { from: row.periodFrom, to: row.periodTo }, energyWh: wh(row.energyWh), yearToDateWh: wh(row.yearToDateWh) })
    return rated.outcome === 'rated' ? rated.parts : null
  }
  const unrated = new Set<string>()
  const bills = rows.flatMap((row, index): NewBasisBill[] => {
    const before = onOldTerms(row)
    const next = rows[index + 1]
    const followed = next && next.stationId === row.stationId && next.accountId === row.accountId && next.month === row.month
    const after = followed ? onOldTerms(next) : partsOf(row, byId)
    if (!before || !after) {
      unrated.add(`${row.stationId} ${row.accountId} ${row.month}`)
      return []
    }
    const moved = difference(after, before)
    const { stationId, districtId, orderNumber, finding, inspectorName, campaign, accountId, accountNo, accountName, month } = row
    return [{ stationId, districtId, orderNumber, finding, inspectorName, campaign, accountId, accountNo, accountName, month, moved, differenceFen: sumFen(moved.map(({ amountFen }) => amountFen)) }]
  })
  return { bills, unrated: unrated.size }
}

/** Bills after each applied order, with the terms that it ended; an account's month stands once for each of its orders, in order. */
function correctedBills(viewer: Viewer, { stationId, districtId, from, to }: OrderScope): Promise<Row[]> {
  const scope = scopeArray(viewer)
  return db(viewer).$queryRaw<Row[]>`
    SELECT o.station_id AS "stationId", b.district_id AS "districtId", o.number AS "orderNumber", replace(o.finding::text, '-', '_') AS finding, o.inspector_name AS "inspectorName", o.campaign,
           a.account_no AS "accountNo", a.name AS "accountName", o.account_id AS "accountId", to_char(b.month, 'YYYY-MM') AS month, b.energy_wh AS "energyWh", b.amount_fen AS "amountFen",
           b.year_to_date_wh AS "yearToDateWh", b.period_from::text AS "periodFrom", b.period_to::text AS "periodTo", b.category_id AS "categoryId", b.parts,
           old.remainder_category_id AS "remainderCategoryId", old.splits
    FROM work_order o
    JOIN account a ON a.station_id = o.station_id AND a.id = o.account_id
    JOIN LATERAL (SELECT remainder_category_id, splits FROM tariff_assignment t
                  WHERE t.station_id = o.station_id AND t.account_id = o.account_id AND t.closed_by_order_id = o.id ORDER BY valid_from DESC LIMIT 1) AS old ON true
    JOIN bill b ON b.station_id = o.station_id AND b.account_id = o.account_id AND b.period_from >= o.effective_from
     AND b.month BETWEEN ${toDbMonth(from)}::date AND ${toDbMonth(to)}::date
    WHERE o.applied_at IS NOT NULL AND (${scope}::int[] IS NULL OR o.station_id = ANY(${scope}::int[]))
      AND (${stationId ?? null}::int IS NULL OR o.station_id = ${stationId ?? null}::int)
      AND (${districtId ?? null}::int IS NULL OR b.district_id = ${districtId ?? null}::int)
      AND NOT EXISTS (SELECT 1 FROM adjustment x WHERE x.station_id = o.station_id AND x.work_order_id = o.id AND x.bill_month = b.month)
    ORDER BY o.station_id, o.account_id, b.month, o.applied_at, o.id`
}

function partsOf(row: Row, byId: ReadonlyMap<number, { code: string }>): BillPart[] {
  if (row.parts !== null) return storedParts.parse(row.parts).map(partFromJson)
  return [{ category: byId.get(row.categoryId)?.code ?? String(row.categoryId), energyWh: wh(row.energyWh), amountFen: fen(row.amountFen) }]
}

/** By category, what one bill has more than the other. */
function difference(after: readonly BillPart[], before: readonly BillPart[]): BillPart[] {
  const moved = new Map<string, { energyWh: Wh; amountFen: Fen }>()
  const add = (parts: readonly BillPart[], sign: bigint) => {
    for (const { category, energyWh, amountFen } of parts) {
      const was = moved.get(category)
      moved.set(category, { energyWh: wh((was?.energyWh ?? 0n) + sign * energyWh), amountFen: fen((was?.amountFen ?? 0n) + sign * amountFen) })
    }
  }
  add(after, 1n)
  add(before, -1n)
  return [...moved].map(([category, part]) => ({ category, ...part })).filter(({ energyWh, amountFen }) => energyWh !== 0n || amountFen !== 0n)
}
