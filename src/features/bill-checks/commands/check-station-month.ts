import 'server-only'
import type pg from 'pg'
import type { BillCheck } from '@/domain/audit/check-bill'
import { firstDayOf, type BillingMonth } from '@/domain/plain-date'
import type { StandingBill } from '@/domain/back-billing/standing-bill'
import { standingBills } from '@/features/bills/standing-bills'
import { insertRows } from '@/server/copy-rows'
import { besideTransaction } from '@/server/scoped-pool'
import { transactBulk } from '@/server/transaction'
import { atStation, type Viewer } from '@/server/viewer'
import { checkBills, type CheckCatalogue, type CheckedBill } from '../check-bills'
import { verifyYears } from './verify-years'

interface StationToCheck {
  station: { id: number; code: string }
  month: BillingMonth
  jobId: bigint
}

type Stored = readonly (string | number | bigint | null)[]

/** Counts by category, outcome and kind, while the bills go by. */
class Totals {
  private readonly matches = new Map<number, number>()
  private readonly others = new Map<string, { categoryId: number; outcome: string; kind: string; bills: number; differenceFen: bigint }>()

  addMatch(categoryId: number): void {
    this.matches.set(categoryId, (this.matches.get(categoryId) ?? 0) + 1)
  }

  add(categoryId: number, check: BillCheck): void {
    const kind = kindOf(check)
    const key = `${categoryId} ${check.outcome} ${kind}`
    const known = this.others.get(key) ?? { categoryId, outcome: check.outcome, kind, bills: 0, differenceFen: 0n }
    known.bills += 1
    if (check.outcome === 'differs') known.differenceFen += check.differenceFen
    this.others.set(key, known)
  }

  rows = (): Stored[] => [
    ...[...this.matches].map(([categoryId, bills]): Stored => [categoryId, 'match', '', bills, 0n]),
    ...[...this.others.values()].map(({ categoryId, outcome, kind, bills, differenceFen }): Stored => [categoryId, outcome, kind, bills, differenceFen]),
  ]
}

const kindOf = (check: BillCheck): string => (check.outcome === 'match' ? '' : check.outcome === 'differs' ? check.why.kind : (check.reasons[0]?.code ?? ''))

/**
 * Checks every bill of a station's month and replaces what an earlier check found, all or nothing. Doing it again without a
 * change in the books leaves the same.
 * @returns how many bills there were
 */
export async function checkStationMonth(viewer: Viewer, { station, month, jobId }: StationToCheck, catalogue: CheckCatalogue, at: Date): Promise<number> {
  return transactBulk(atStation(viewer, station.id), async (client, record) => {
    // One check of a station's month at a time: a second waits and replaces the first one's findings by the same.
    await client.query('SELECT pg_advisory_xact_lock(4713, $1)', [station.id])
    const years = await verifyYears(client, station.id, month)
    const corrected = await correctedBills(viewer, client, station.id, month)
    const found: Stored[] = []
    const totals = new Totals()
    const bills = await checkBills(client, { stationId: station.id, month }, catalogue, { corrected, years }, {
      onMatch: (categoryId) => totals.addMatch(categoryId),
      onFound: (bill) => {
        totals.add(bill.categoryId, bill.check)
        if (bill.check.outcome !== 'match') found.push(storedBill(station.id, month, bill, bill.check))
      },
    })
    await replace(client, station.id, month, found, totals.rows())
    await client.query(
      `INSERT INTO bill_check_run (station_id, month, bills, checked_at, job_id) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (station_id, month) DO UPDATE SET bills = EXCLUDED.bills, checked_at = EXCLUDED.checked_at, job_id = EXCLUDED.job_id`,
      [station.id, firstDayOf(month), bills, at, jobId],
    )
    await record({ stationId: station.id, action: 'bills.checked', subject: 'bills', subjectKey: `${station.code} ${month}`, after: { bills, found: found.length } })
    return bills
  })
}

async function replace(client: pg.PoolClient, stationId: number, month: BillingMonth, found: readonly Stored[], totals: readonly Stored[]): Promise<void> {
  for (const table of ['bill_check', 'bill_check_total', 'bill_check_run']) {
    await client.query(`DELETE FROM ${table} WHERE station_id = $1 AND month = $2`, [stationId, firstDayOf(month)])
  }
  const columns = ['station_id', 'month', 'account_id', 'category_id', 'outcome', 'kind', 'energy_wh', 'billed_fen', 'expected_fen', 'difference_fen', 'why']
  await insertRows(client, 'bill_check', columns, found)
  const totalColumns = ['station_id', 'month', 'category_id', 'outcome', 'kind', 'bills', 'difference_fen']
  await insertRows(client, 'bill_check_total', totalColumns, totals.map((row) => [stationId, firstDayOf(month), ...row]))
}

function storedBill(stationId: number, month: BillingMonth, { accountId, categoryId, energyWh, billedFen }: CheckedBill, check: Exclude<BillCheck, { outcome: 'match' }>): Stored {
  const base = [stationId, firstDayOf(month), accountId, categoryId, check.outcome, kindOf(check), energyWh, billedFen]
  if (check.outcome === 'uncheckable') return [...base, null, null, JSON.stringify(check.reasons)]
  return [...base, check.expectedFen, check.differenceFen, JSON.stringify(check.why, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value))]
}

/** The month's bills that work orders have corrected, as they stand; few, so account by account. Checks are jobs, which run one at a time. */
async function correctedBills(viewer: Viewer, client: pg.PoolClient, stationId: number, month: BillingMonth): Promise<Map<bigint, StandingBill>> {
  const { rows } = await client.query<{ id: string }>('SELECT DISTINCT account_id AS id FROM adjustment WHERE station_id = $1 AND bill_month = $2', [stationId, firstDayOf(month)])
  const corrected = new Map<bigint, StandingBill>()
  for (const { id } of rows) {
    const bill = (await besideTransaction(() => standingBills(viewer, { stationId, id: BigInt(id) }))).find((one) => one.month === month)
    if (bill) corrected.set(BigInt(id), bill)
  }
  return corrected
}
