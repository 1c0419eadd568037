import 'server-only'
import type { PlainDate } from '@/domain/plain-date'
import { Prisma } from '@/generated/prisma/client'
import { db } from '@/server/db'
import { scopeArray, type Viewer } from '@/server/viewer'

export interface AccountFilter {
  /** A number's or meter number's beginning, or any part of a name or address. */
  text: string
  stationId?: number | undefined
  districtId?: number | undefined
  categoryId?: number | undefined
}

export interface AccountRow {
  accountNo: string
  name: string
  address: string
  district: string
  categoryId: number | null
  split: boolean
  closedOn: PlainDate | null
}

export interface AccountPage {
  rows: AccountRow[]
  /** The number to continue after, or null on the last page. */
  next: string | null
}

export const PAGE_SIZE = 50
/** Up to this many matches are counted; more are "over" it, since counting millions takes longer than anyone looks. */
export const COUNT_CAP = 1_000

/** A page of accounts by number, keyed so that every page costs what the first does. */
export async function searchAccounts(viewer: Viewer, filter: AccountFilter, after = ''): Promise<AccountPage> {
  const rows = await db().$queryRaw<AccountRow[]>`
    SELECT a.account_no AS "accountNo", a.name, a.address, d.name AS district,
           t.remainder_category_id AS "categoryId", t.splits IS NOT NULL AS split, a.closed_on::text AS "closedOn"
    FROM account a
    JOIN district d ON d.station_id = a.station_id AND d.id = a.district_id
    LEFT JOIN tariff_assignment t ON t.station_id = a.station_id AND t.account_id = a.id AND t.valid_to IS NULL
    WHERE ${matches(viewer, filter)} AND a.account_no > ${after}
    ORDER BY a.account_no
    LIMIT ${PAGE_SIZE + 1}`
  const shown = rows.slice(0, PAGE_SIZE)
  return { rows: shown, next: rows.length > PAGE_SIZE ? (shown.at(-1)?.accountNo ?? null) : null }
}

/** How many accounts match, counted no further than just over `COUNT_CAP`. */
export async function countAccounts(viewer: Viewer, filter: AccountFilter): Promise<number> {
  const [row] = await db().$queryRaw<{ count: bigint }[]>`
    SELECT count(*) AS count FROM (
      SELECT 1 FROM account a
      LEFT JOIN tariff_assignment t ON t.station_id = a.station_id AND t.account_id = a.id AND t.valid_to IS NULL
      WHERE ${matches(viewer, filter)} LIMIT ${COUNT_CAP + 1}) AS capped`
  return Number(row?.count ?? 0n)
}

function matches(viewer: Viewer, { text, stationId, districtId, categoryId }: AccountFilter): Prisma.Sql {
  const scope = scopeArray(viewer)
  return Prisma.join(
    [
      scope === null ? Prisma.sql`true` : Prisma.sql`a.station_id = ANY(${scope}::int[])`,
      stationId === undefined ? Prisma.sql`true` : Prisma.sql`a.station_id = ${stationId}`,
      districtId === undefined ? Prisma.sql`true` : Prisma.sql`a.district_id = ${districtId}`,
      categoryId === undefined ? Prisma.sql`true` : Prisma.sql`t.remainder_category_id = ${categoryId}::smallint`,
      textMatches(text.trim()),
    ],
    ' AND ',
  )
}

/** Digits are the beginning of a number; anything else is part of a name or an address, found through its bigrams. */
function textMatches(text: string): Prisma.Sql {
  if (text === '') return Prisma.sql`true`
  const prefix = `${text.replace(/[\\%_]/g, '\\$&')}%`
  if (/^[0-9A-Za-z-]+$/.test(text)) return Prisma.sql`(a.account_no LIKE ${prefix} OR a.meter_no LIKE ${prefix} OR a.name LIKE ${`%${prefix}`})`
  const part = `%${prefix}`
  if ([...text].length < 2) return Prisma.sql`(a.name LIKE ${part} OR a.address LIKE ${part})`
  return Prisma.sql`(
    (bigrams(a.name) @> bigrams(${text}) AND lower(a.name) LIKE lower(${part}))
    OR (bigrams(a.address) @> bigrams(${text}) AND lower(a.address) LIKE lower(${part})))`
}
