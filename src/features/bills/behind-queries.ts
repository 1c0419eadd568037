import 'server-only'
import type { Measure, MeasureSide } from '@/domain/change/measure'
import { wh, type Wh } from '@/domain/energy'
import { fen, type Fen } from '@/domain/money'
import type { BillingMonth } from '@/domain/plain-date'
import { toDecimalText } from '@/domain/ratio'
import { Prisma } from '@/generated/prisma/client'
import { toDbMonth } from '@/server/database-dates'
import { db } from '@/server/db'
import { scopeArray, type Viewer } from '@/server/viewer'
import type { Basis } from './totals-queries'

interface Months {
  from: BillingMonth
  to: BillingMonth
}

/** What an account's part of a mark is made of, where that is not its revenue. */
export interface WeighedBehind {
  measure: Measure
  /** What counts: bills as they are without corrections; with adjustments as the basis has them; corrections alone; adjustments alone. */
  of: 'uncorrected' | 'basis' | 'corrections' | 'adjustments'
  /** What corrections moved, account by account: as a bill is less as it would have been. */
  moved: readonly Moved[]
}

export interface Moved {
  accountId: bigint
  /** The category's code. */
  category: string
  later: boolean
  energyWh: Wh
  amountFen: Fen
}

export interface BehindScope extends Months {
  stationId: number
  districtId?: number | undefined
  categoryId?: number | undefined
  basis: Basis
  /** The earlier months of a change; without them the figure is the months' own. */
  base?: Months | undefined
  weighed?: WeighedBehind | undefined
}

export interface BehindSums {
  /** Bills of the later months: in one month the accounts billed. */
  bills: number
  energyWh: Wh
  amountFen: Fen
  beforeFen: Fen
  /** Its part of the mark, rounded by itself; 0 where the mark is revenue. */
  shareFen: Fen
}

export interface AccountBehind extends BehindSums {
  accountNo: string
  name: string
  districtCode: string
  /** Where the next page begins. */
  cursor: string
}

/** Which entries count towards a weighed part: bills, adjustments, what was moved. */
const COUNTED = { uncorrected: [1, 0, -1], basis: [1, 1, 0], corrections: [0, 0, 1], adjustments: [0, 1, 0] } as const

/**
 * Every account's energy and money in some months, part by part, with the adjustments the basis counts in. `shown`: 1 where it
 * is the account's revenue; `counted`: what it is taken times in the part of the mark. A split bill counts once, under its own category.
 */
function entries({ stationId, districtId, categoryId, basis, weighed }: BehindScope, { from, to }: Months, later: boolean): Prisma.Sql {
  const months = Prisma.sql`BETWEEN ${toDbMonth(from)}::date AND ${toDbMonth(to)}::date`
  const ofDistrict = districtId === undefined ? Prisma.empty : Prisma.sql`AND district_id = ${districtId}`
  const ofCategory = (column: Prisma.Sql) => (categoryId === undefined ? Prisma.empty : Prisma.sql`AND ${column} = ${categoryId}::smallint`)
  const [bills, adjusted, moved] = weighed ? COUNTED[weighed.of] : [0, 0, 0]
  // Corrections on the books are those of bills alone: their back-billing is a step of its own.
  const correcting = weighed?.of === 'corrections' && basis === 'corrected' ? 1 : weighed?.of === 'adjustments' && basis === 'corrected' ? 0 : adjusted
  const adjustments = basis === 'billed' ? Prisma.empty : Prisma.sql`
    UNION ALL
    SELECT account_id, category_id, ${later}::boolean, energy_wh, amount_fen, 1, ${correcting}::int, 0 FROM adjustment
    WHERE station_id = ${stationId} AND kind::text <> 'penalty' AND ${basis === 'corrected' ? Prisma.sql`bill_month` : Prisma.sql`posted_month`} ${months} ${ofDistrict} ${ofCategory(Prisma.sql`category_id`)}`
  return Prisma.sql`
    SELECT account_id, category_id, ${later}::boolean AS later, energy_wh AS energy, amount_fen AS amount, 1 AS shown, ${bills}::int AS counted, 1 AS bills FROM bill
    WHERE station_id = ${stationId} AND month ${months} AND COALESCE(parts, '[]') = '[]' ${ofDistrict} ${ofCategory(Prisma.sql`category_id`)}
    UNION ALL
    SELECT b.account_id, COALESCE(c.id, b.category_id), ${later}::boolean, (p.value ->> 'energyWh')::bigint, (p.value ->> 'amountFen')::bigint, 1, ${bills}::int, 0
    FROM bill b CROSS JOIN LATERAL jsonb_array_elements(b.parts) AS p LEFT JOIN tariff_category c ON c.code = p.value ->> 'category'
    WHERE b.station_id = ${stationId} AND b.month ${months} AND COALESCE(b.parts, '[]') <> '[]' ${ofDistrict} ${ofCategory(Prisma.sql`COALESCE(c.id, b.category_id)`)}
    UNION ALL
    SELECT account_id, category_id, ${later}::boolean, 0, 0, 0, 0, 1 FROM bill
    WHERE station_id = ${stationId} AND month ${months} AND COALESCE(parts, '[]') <> '[]' ${ofDistrict} ${ofCategory(Prisma.sql`category_id`)}
    ${adjustments}
    ${weighed && moved !== 0 ? movedEntries(weighed.moved.filter((one) => one.later === later), moved) : Prisma.empty}`
}

const movedEntries = (moved: readonly Moved[], counted: number): Prisma.Sql => Prisma.sql`
    UNION ALL
    SELECT m.account_id, c.id, m.later, m.energy, m.amount, 0, ${counted}::int, 0
    FROM jsonb_to_recordset(${JSON.stringify(moved.map(({ accountId, category, later, energyWh, amountFen }) => ({ account_id: String(accountId), category, later, energy: String(energyWh), amount: String(amountFen) })))}::jsonb)
      AS m (account_id bigint, category text, later boolean, energy bigint, amount bigint)
    JOIN tariff_category c ON c.code = m.category`

/** So many decimals that adding up a company's bills is off by no fen. */
const DECIMALS = 30

function weightRows({ earlier, later }: Measure): string {
  const rows = (side: MeasureSide, isLater: boolean) => [...side.categories].map(([category, { amount, energy }]) => ({ category, later: isLater, amount: toDecimalText(amount, DECIMALS), energy: toDecimalText(energy, DECIMALS) }))
  return JSON.stringify([...rows(earlier, false), ...rows(later, true)])
}

function accountSums(scope: BehindScope): Prisma.Sql {
  const all = Prisma.sql`${entries(scope, scope, true)} ${scope.base ? Prisma.sql`UNION ALL ${entries(scope, scope.base, false)}` : Prisma.empty}`
  const sums = Prisma.sql`account_id, COALESCE(sum(bills) FILTER (WHERE entry.later), 0)::int AS bills, sum(shown * entry.energy) FILTER (WHERE entry.later)::bigint AS energy, sum(shown * entry.amount) FILTER (WHERE entry.later)::bigint AS amount, sum(shown * entry.amount) FILTER (WHERE NOT entry.later)::bigint AS before`
  if (!scope.weighed) return Prisma.sql`SELECT ${sums}, 0::numeric AS share FROM (${all}) AS entry GROUP BY account_id`
  const { measure, of } = scope.weighed
  const bill = (side: MeasureSide) => Prisma.sql`${toDecimalText(of === 'uncorrected' ? side.bill : { n: 0n, d: 1n }, DECIMALS)}::numeric`
  return Prisma.sql`
    SELECT ${sums}, sum(counted * (COALESCE(w.amount, 0) * entry.amount + COALESCE(w.energy, 0) * entry.energy) + bills * CASE WHEN entry.later THEN ${bill(measure.later)} ELSE ${bill(measure.earlier)} END) AS share
    FROM (${all}) AS entry
    LEFT JOIN (SELECT c.id, r.later, r.amount, r.energy FROM jsonb_to_recordset(${weightRows(measure)}::jsonb) AS r (category text, later boolean, amount numeric, energy numeric) JOIN tariff_category c ON c.code = r.category) AS w
      ON w.id = entry.category_id AND w.later = entry.later
    GROUP BY account_id`
}

const mayNotSee = (viewer: Viewer, stationId: number): boolean => scopeArray(viewer)?.includes(stationId) === false

interface SumRow {
  bills: number | null
  energy: bigint | null
  amount: bigint | null
  before: bigint | null
  /** Whole fen, rounded half away from 0. */
  share: bigint | null
}

const sumsOf = ({ bills, energy, amount, before, share }: SumRow): BehindSums => ({ bills: bills ?? 0, energyWh: wh(energy ?? 0n), amountFen: fen(amount ?? 0n), beforeFen: fen(before ?? 0n), shareFen: fen(share ?? 0n) })

/** What the accounts behind a figure add up to, one by one. */
export async function sumBehind(viewer: Viewer, scope: BehindScope): Promise<BehindSums & { accounts: number }> {
  const rows = mayNotSee(viewer, scope.stationId) ? [] : await db(viewer).$queryRaw<(SumRow & { accounts: number })[]>`
    SELECT count(*)::int AS accounts, sum(bills)::int AS bills, sum(energy)::bigint AS energy, sum(amount)::bigint AS amount, sum(before)::bigint AS before, round(sum(share))::bigint AS share FROM (${accountSums(scope)}) AS one`
  const row = rows[0] ?? { accounts: 0, bills: 0, energy: null, amount: null, before: null, share: null }
  return { accounts: row.accounts, ...sumsOf(row) }
}

const CURSOR = /^(-?\d{1,18}(?:\.\d{1,6})?)_(\d{1,18})$/

/** The accounts behind a figure: those with the largest amounts first, the largest changes, or the largest parts of the mark. Paged by key. */
export async function accountsBehind(viewer: Viewer, scope: BehindScope, after: string | undefined, take: number): Promise<AccountBehind[]> {
  if (mayNotSee(viewer, scope.stationId)) return []
  const place = CURSOR.exec(after ?? '')
  const [size, account] = place ? [place[1] ?? '0', BigInt(place[2] ?? 0)] : [null, null]
  const by = scope.weighed ? Prisma.sql`round(abs(share), 6)` : scope.base ? Prisma.sql`abs(COALESCE(amount, 0) - COALESCE(before, 0))::numeric` : Prisma.sql`COALESCE(amount, 0)::numeric`
  const rows = await db(viewer).$queryRaw<(SumRow & { id: bigint; accountNo: string; name: string; districtCode: string; size: string })[]>`
    SELECT a.id, a.account_no AS "accountNo", a.name, d.code AS "districtCode", ranked.bills, ranked.energy, ranked.amount, ranked.before, round(ranked.share)::bigint AS share, ranked.size::text AS size
    FROM (SELECT *, ${by} AS size FROM (${accountSums(scope)}) AS one) AS ranked
    JOIN account a ON a.station_id = ${scope.stationId} AND a.id = ranked.account_id
    JOIN district d ON d.station_id = a.station_id AND d.id = a.district_id
    WHERE ${size}::numeric IS NULL OR (-ranked.size, a.id) > (-${size}::numeric, ${account}::bigint)
    ORDER BY -ranked.size, a.id LIMIT ${take}`
  return rows.map(({ id, accountNo, name, districtCode, size: of, ...row }) => ({ accountNo, name, districtCode, ...sumsOf(row), cursor: `${of}_${id}` }))
}
