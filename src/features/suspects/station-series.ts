import 'server-only'
import type pg from 'pg'
import { daysBetween, firstDayOf, plainDate, type BillingMonth, type PlainDate } from '@/domain/plain-date'
import { copyBinary } from '@/server/copy-binary'

/** A station's open accounts with what is on record for them, in columns: millions of small objects would not fit. */
export interface StationAccounts {
  stationId: number
  ids: bigint[]
  accountNos: string[]
  names: string[]
  addresses: string[]
  districtIds: number[]
  openedOn: string[]
  /** The category the assignment in force bills on (its remainder), 0 without one; its splits as JSON text; since when. */
  categoryIds: number[]
  splits: (string | null)[]
  assignedFrom: string[]
  /** When the name on record was last changed, by account. */
  renamedOn: ReadonlyMap<bigint, PlainDate>
}

const accountsSql = (stationId: number): string => `
  SELECT a.id, a.account_no, a.name, a.address, a.district_id, a.opened_on, COALESCE(t.remainder_category_id, 0)::int2, t.splits::text, COALESCE(t.valid_from, a.opened_on)
  FROM account a
  LEFT JOIN tariff_assignment t ON t.station_id = a.station_id AND t.account_id = a.id AND t.valid_to IS NULL
  WHERE a.station_id = ${stationId} AND a.closed_on IS NULL`

const RENAMINGS = `
  SELECT c.account_id::text AS id, max((r.applied_at AT TIME ZONE 'Asia/Shanghai')::date)::text AS day
  FROM account_change c JOIN register_change r ON r.id = c.change_id AND r.state = 'applied'
  WHERE c.station_id = $1 AND c.after ? 'name' AND c.after->>'name' IS DISTINCT FROM c.before->>'name'
  GROUP BY c.account_id`

async function renamings(client: pg.PoolClient, stationId: number): Promise<Map<bigint, PlainDate>> {
  const { rows } = await client.query<{ id: string; day: string }>(RENAMINGS, [stationId])
  return new Map(rows.map(({ id, day }) => [BigInt(id), plainDate(day)]))
}

export async function readAccounts(client: pg.PoolClient, stationId: number): Promise<StationAccounts> {
  const read: StationAccounts = { stationId, ids: [], accountNos: [], names: [], addresses: [], districtIds: [], openedOn: [], categoryIds: [], splits: [], assignedFrom: [], renamedOn: await renamings(client, stationId) }
  await copyBinary(client, accountsSql(stationId), (row) => {
    read.ids.push(row.int8(0))
    read.accountNos.push(row.text(1))
    read.names.push(row.text(2))
    read.addresses.push(row.text(3))
    read.districtIds.push(row.int4(4))
    read.openedOn.push(row.date(5))
    read.categoryIds.push(row.int2(6))
    read.splits.push(row.isNull(7) ? null : row.text(7))
    read.assignedFrom.push(row.date(8))
  })
  return read
}

/** Bills of some accounts by row and month; a month without one has `NaN` energy and zeros elsewhere. */
export interface StationBills {
  months: readonly BillingMonth[]
  /** kWh, for statistics. */
  kwh: Float32Array
  energyWh: BigInt64Array
  amountFen: BigInt64Array
  yearToDateWh: BigInt64Array
  /** 1 where the bill spreads over several categories. */
  hasParts: Uint8Array
}

const WH_PER_KWH = 1000
const EPOCH = plainDate('2000-01-01')

/**
 * @param accountIds the accounts in the order of the rows
 * @param only reads no others' bills; for a sample of a station
 */
export async function readBills(client: pg.PoolClient, stationId: number, months: readonly BillingMonth[], accountIds: readonly bigint[], only: boolean): Promise<StationBills> {
  const cells = accountIds.length * months.length
  const read: StationBills = {
    months, kwh: new Float32Array(cells).fill(Number.NaN), energyWh: new BigInt64Array(cells), amountFen: new BigInt64Array(cells), yearToDateWh: new BigInt64Array(cells), hasParts: new Uint8Array(cells),
  }
  const [first, last] = [months[0], months.at(-1)]
  if (first === undefined || last === undefined || accountIds.length === 0) return read
  const rows = new Map(accountIds.map((id, row) => [id, row]))
  const columns = new Map(months.map((month, column) => [daysBetween(EPOCH, firstDayOf(month)), column]))
  const sql = `
    SELECT account_id, month, energy_wh, amount_fen, year_to_date_wh, (parts IS NOT NULL)::int::int2 FROM bill
    WHERE station_id = ${stationId} AND month BETWEEN '${firstDayOf(first)}' AND '${firstDayOf(last)}' AND energy_wh >= 0
      ${only ? `AND account_id = ANY('{${accountIds.join(',')}}'::bigint[])` : ''}`
  await copyBinary(client, sql, (bill) => {
    const row = rows.get(bill.int8(0))
    const column = columns.get(bill.int4(1))
    if (row === undefined || column === undefined) return
    const cell = row * months.length + column
    const energy = bill.int8(2)
    read.kwh[cell] = Number(energy) / WH_PER_KWH
    read.energyWh[cell] = energy
    read.amountFen[cell] = bill.int8(3)
    read.yearToDateWh[cell] = bill.int8(4)
    read.hasParts[cell] = bill.int2(5)
  })
  return read
}

/** Where an account stands without its house number, within its district: those who share it are neighbours. */
export const placeOf = ({ districtIds, addresses }: StationAccounts, row: number): string => `${districtIds[row] ?? 0} ${(addresses[row] ?? '').replace(/\d+[^\d]*$/, '')}`

const LEAST_NEIGHBOURS = 3

/** The share of each account's neighbours that are recorded in some categories, itself left out; NaN with too few neighbours. */
export function neighbourShares(accounts: StationAccounts, isTarget: (categoryId: number) => boolean): Float32Array {
  const places = accounts.ids.map((_, row) => placeOf(accounts, row))
  const counts = new Map<string, { all: number; targets: number }>()
  places.forEach((place, row) => {
    const count = counts.get(place) ?? { all: 0, targets: 0 }
    count.all += 1
    if (isTarget(accounts.categoryIds[row] ?? 0)) count.targets += 1
    counts.set(place, count)
  })
  return Float32Array.from(places, (place, row) => {
    const { all, targets } = counts.get(place) ?? { all: 1, targets: 0 }
    const own = isTarget(accounts.categoryIds[row] ?? 0) ? 1 : 0
    return all - 1 < LEAST_NEIGHBOURS ? Number.NaN : (targets - own) / (all - 1)
  })
}
