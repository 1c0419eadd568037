import 'server-only'
import { wh, type Wh } from '@/domain/energy'
import type { BillingMonth } from '@/domain/plain-date'
import { countAccounts, matchingKeys, type AccountFilter } from '@/features/accounts/search-queries'
import { askedList } from '@/features/accounts/list-queries'
import { billedMonths } from '@/features/bills/totals-queries'
import { Prisma } from '@/generated/prisma/client'
import { toDbMonth } from '@/server/database-dates'
import { db } from '@/server/db'
import { scopeArray, type Viewer } from '@/server/viewer'
import type { Selection } from './schemas'

/** So many accounts are changed at once at most. */
export const MOST_AT_ONCE = 50_000

/** The keys (`station_id`, `id`) of the accounts in use that are meant. A filter that names nothing known means none. */
export async function selectedKeys(viewer: Viewer, { accountNos, all, ...asked }: Selection): Promise<Prisma.Sql> {
  if (!all) {
    const scope = scopeArray(viewer)
    return Prisma.sql`SELECT a.station_id, a.id FROM account a WHERE a.account_no = ANY(${accountNos}::text[]) AND a.closed_on IS NULL AND (${scope}::int[] IS NULL OR a.station_id = ANY(${scope}::int[]))`
  }
  const { values, filter } = await askedList(viewer, asked)
  // A filter that the list would leave out because nothing is called so must not widen what is changed.
  const known = (['station', 'district', 'category'] as const).every((name) => asked[name] === values[name])
  return known && asked.status !== 'closed' ? matchingKeys(viewer, { ...filter, status: 'open' }) : Prisma.sql`SELECT a.station_id, a.id FROM account a WHERE false`
}

/** How many accounts in use a filter of the list finds, as `countAccounts` counts: closed ones stay where they are. */
export const matchingCount = (viewer: Viewer, filter: AccountFilter): Promise<number> => (filter.status === 'closed' ? Promise.resolve(0) : countAccounts(viewer, { ...filter, status: 'open' }))

export interface FromDistrict {
  stationCode: string
  stationName: string
  code: string
  name: string
  accounts: number
  energyWh: Wh
}

export interface SelectionPreview {
  accounts: number
  /** Accounts of the month before, so that a mistake of size is seen. */
  month: BillingMonth | null
  energyWh: Wh
  districts: FromDistrict[]
  /** Of which accounts stand where: what was previewed is what is changed. */
  seen: string
}

/** What a change of district would touch: from which districts, how many accounts, their energy of the last month billed. */
export async function previewSelection(viewer: Viewer, selection: Selection): Promise<SelectionPreview> {
  const [keys, months] = await Promise.all([selectedKeys(viewer, selection), billedMonths(viewer)])
  const month = months[0] ?? null
  const [digest] = await db(viewer).$queryRaw<Digest[]>(digestSql(keys))
  if (!digest || digest.accounts > MOST_AT_ONCE) return { accounts: digest?.accounts ?? 0, month, energyWh: wh(0n), districts: [], seen: '' }
  const rows = await db(viewer).$queryRaw<(Omit<FromDistrict, 'energyWh'> & { energyWh: bigint })[]>`
    WITH chosen AS MATERIALIZED (${keys})
    SELECT s.code AS "stationCode", s.name AS "stationName", d.code, d.name, count(*)::int AS accounts, COALESCE(sum(b.energy_wh), 0)::bigint AS "energyWh"
    FROM chosen c
    JOIN account a ON a.station_id = c.station_id AND a.id = c.id
    JOIN district d ON d.station_id = a.station_id AND d.id = a.district_id
    JOIN station s ON s.id = a.station_id
    LEFT JOIN bill b ON b.station_id = a.station_id AND b.account_id = a.id AND b.month = ${month === null ? null : toDbMonth(month)}::date
    GROUP BY 1, 2, 3, 4 ORDER BY accounts DESC, d.code`
  const districts = rows.map((row) => ({ ...row, energyWh: wh(row.energyWh) }))
  return { accounts: digest.accounts, month, energyWh: wh(districts.reduce((sum, { energyWh }) => sum + energyWh, 0n)), districts, seen: digest.seen }
}

export interface Digest {
  accounts: number
  seen: string
  stationIds: number[]
}

/** How many accounts are chosen, in which stations, and a digest of where each stands. */
export const digestSql = (keys: Prisma.Sql): Prisma.Sql => Prisma.sql`
  WITH chosen AS MATERIALIZED (${keys})
  SELECT count(*)::int AS accounts, COALESCE(md5(string_agg(a.station_id || '-' || a.id || '-' || a.district_id, ',' ORDER BY a.station_id, a.id)), '') AS seen,
         COALESCE(array_agg(DISTINCT a.station_id), '{}') AS "stationIds"
  FROM chosen c JOIN account a ON a.station_id = c.station_id AND a.id = c.id`
