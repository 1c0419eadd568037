import 'server-only'
import { wh, type Wh } from '@/domain/energy'
import { fen, type Fen } from '@/domain/money'
import type { BillingMonth } from '@/domain/plain-date'
import { Prisma } from '@/generated/prisma/client'
import { toDbMonth } from '@/server/database-dates'
import { db } from '@/server/db'
import { scopeArray, type Viewer } from '@/server/viewer'
import type { Basis } from './totals-queries'

interface Months {
  from: BillingMonth
  to: BillingMonth
}

export interface BehindScope extends Months {
  stationId: number
  districtId?: number | undefined
  categoryId?: number | undefined
  basis: Basis
  /** The earlier months of a change; without them the figure is the months' own. */
  base?: Months | undefined
}

export interface AccountBehind {
  accountNo: string
  name: string
  districtCode: string
  energyWh: Wh
  amountFen: Fen
  beforeFen: Fen
  /** Where the next page begins. */
  cursor: string
}

/** Every account's energy and money in some months, part by part, with the adjustments the basis counts in. */
function entries({ stationId, districtId, categoryId, basis }: BehindScope, { from, to }: Months, before: boolean): Prisma.Sql {
  const months = Prisma.sql`BETWEEN ${toDbMonth(from)}::date AND ${toDbMonth(to)}::date`
  const ofDistrict = districtId === undefined ? Prisma.empty : Prisma.sql`AND district_id = ${districtId}`
  const ofCategory = (column: Prisma.Sql) => (categoryId === undefined ? Prisma.empty : Prisma.sql`AND ${column} = ${categoryId}::smallint`)
  const [now, was] = before ? [Prisma.sql`0`, Prisma.sql`1`] : [Prisma.sql`1`, Prisma.sql`0`]
  const adjusted = basis === 'corrected' ? Prisma.sql`bill_month` : Prisma.sql`posted_month`
  const adjustments = basis === 'billed' ? Prisma.empty : Prisma.sql`
    UNION ALL
    SELECT account_id, energy_wh * ${now}, amount_fen * ${now}, amount_fen * ${was} FROM adjustment
    WHERE station_id = ${stationId} AND kind::text <> 'penalty' AND ${adjusted} ${months} ${ofDistrict} ${ofCategory(Prisma.sql`category_id`)}`
  return Prisma.sql`
    SELECT account_id, energy_wh * ${now} AS energy, amount_fen * ${now} AS amount, amount_fen * ${was} AS before FROM bill
    WHERE station_id = ${stationId} AND month ${months} AND COALESCE(parts, '[]') = '[]' ${ofDistrict} ${ofCategory(Prisma.sql`category_id`)}
    UNION ALL
    SELECT b.account_id, (p.value ->> 'energyWh')::bigint * ${now}, (p.value ->> 'amountFen')::bigint * ${now}, (p.value ->> 'amountFen')::bigint * ${was}
    FROM bill b CROSS JOIN LATERAL jsonb_array_elements(b.parts) AS p LEFT JOIN tariff_category c ON c.code = p.value ->> 'category'
    WHERE b.station_id = ${stationId} AND b.month ${months} AND COALESCE(b.parts, '[]') <> '[]' ${ofDistrict} ${ofCategory(Prisma.sql`COALESCE(c.id, b.category_id)`)}
    ${adjustments}`
}

const accountSums = (scope: BehindScope): Prisma.Sql => Prisma.sql`
  SELECT account_id, sum(energy)::bigint AS energy, sum(amount)::bigint AS amount, sum(before)::bigint AS before
  FROM (${entries(scope, scope, false)} ${scope.base ? Prisma.sql`UNION ALL ${entries(scope, scope.base, true)}` : Prisma.empty}) AS entry
  GROUP BY account_id`

const mayNotSee = (viewer: Viewer, stationId: number): boolean => scopeArray(viewer)?.includes(stationId) === false

/** What the accounts behind a figure add up to, one by one. */
export async function sumBehind(viewer: Viewer, scope: BehindScope): Promise<{ accounts: number; energyWh: Wh; amountFen: Fen; beforeFen: Fen }> {
  if (mayNotSee(viewer, scope.stationId)) return { accounts: 0, energyWh: wh(0n), amountFen: fen(0n), beforeFen: fen(0n) }
  const [row] = await db(viewer).$queryRaw<{ accounts: number; energy: bigint | null; amount: bigint | null; before: bigint | null }[]>`
    SELECT count(*)::int AS accounts, sum(energy)::bigint AS energy, sum(amount)::bigint AS amount, sum(before)::bigint AS before FROM (${accountSums(scope)}) AS one`
  return { accounts: row?.accounts ?? 0, energyWh: wh(row?.energy ?? 0n), amountFen: fen(row?.amount ?? 0n), beforeFen: fen(row?.before ?? 0n) }
}

const CURSOR = /^(-?\d{1,18})\.(\d{1,18})$/

/** The accounts behind a figure: those with the largest amounts first, or with the largest changes. Paged by key. */
export async function accountsBehind(viewer: Viewer, scope: BehindScope, after: string | undefined, take: number): Promise<AccountBehind[]> {
  if (mayNotSee(viewer, scope.stationId)) return []
  const place = CURSOR.exec(after ?? '')
  const [size, account] = place ? [BigInt(place[1] ?? 0), BigInt(place[2] ?? 0)] : [null, null]
  const rows = await db(viewer).$queryRaw<{ id: bigint; accountNo: string; name: string; districtCode: string; energy: bigint; amount: bigint; before: bigint; size: bigint }[]>`
    SELECT a.id, a.account_no AS "accountNo", a.name, d.code AS "districtCode", ranked.energy, ranked.amount, ranked.before, ranked.size
    FROM (SELECT *, ${scope.base ? Prisma.sql`abs(amount - before)` : Prisma.sql`amount`} AS size FROM (${accountSums(scope)}) AS one) AS ranked
    JOIN account a ON a.station_id = ${scope.stationId} AND a.id = ranked.account_id
    JOIN district d ON d.station_id = a.station_id AND d.id = a.district_id
    WHERE ${size}::bigint IS NULL OR (-ranked.size, a.id) > (-${size}::bigint, ${account}::bigint)
    ORDER BY -ranked.size, a.id LIMIT ${take}`
  return rows.map(({ id, energy, amount, before, size: of, ...row }) => ({ ...row, energyWh: wh(energy), amountFen: fen(amount), beforeFen: fen(before), cursor: `${of}.${id}` }))
}
