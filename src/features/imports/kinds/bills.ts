import 'server-only'
import { billReader } from '@/domain/imports/bills'
import { priceFinding } from '@/domain/imports/price-finding'
import { fen } from '@/domain/money'
import { billingMonth } from '@/domain/plain-date'
import { wh } from '@/domain/energy'
import { fillTable, type StageColumn } from '../import-tables'
import type { CheckContext, Checked, KindSpec } from '../kind-spec'
import { writeBillFaults } from './bill-faults'
import { leaveOutCompanions } from './bill-parts'
import { countArrived, makeKey } from './bills-key'
import { billFacts, goodBillsSql, goodRowsSql, identicalBillsSql } from './bills-sql'
import { commitBills } from './commit-bills'
import { plainBills } from './plain-bills'

const STAGE: readonly StageColumn[] = [
  ['account_no', 'text COLLATE "C"'],
  ['station_id', 'integer', ['station']],
  ['month', 'date'],
  ['category_id', 'smallint', ['category']],
  ['energy_wh', 'bigint'],
  ['amount_fen', 'bigint'],
  ['year_to_date_wh', 'bigint', ['yearToDateKwh']],
  ['period_from', 'date', ['periodFrom']],
  ['period_to', 'date', ['periodTo']],
  ['registers', 'jsonb', ['sharpKwh', 'peakKwh', 'flatKwh', 'valleyKwh']],
  ['meter', 'jsonb', ['maximumDemandKw', 'contractDemandKw', 'reactiveKvarh', 'lossKwh']],
]

/** The bills of one or more months. */
export const BILLS: KindSpec = {
  stage: STAGE,
  names: ['accountNo', 'month', 'station'],
  freeText: false,
  partial: true,
  reader: billReader,
  plain: plainBills,
  check: checkBills,
  commit: commitBills,
  explain(fault, context) {
    const { categoryId, month, energyWh, amountFen } = fault.params
    if (fault.code !== 'price-out-of-range' || categoryId === undefined || month === undefined) return fault
    const range = context.priceRange(Number(categoryId), billingMonth(month))
    return (range && priceFinding(wh(BigInt(energyWh ?? '0')), fen(BigInt(amountFen ?? '0')), range)) ?? fault
  },
}

/**
 * Makes the ready table in the very shape of a month of bills, with its key, so that committing an empty month only has to
 * attach it (its statistics are the database's own to gather, as for any new table that stays). What does not get in is looked
 * at again to say why; of a sound file there is nothing to look at.
 */
async function checkBills(context: CheckContext): Promise<Checked> {
  const { client, tables, staged, rowsRead, sign } = context
  const facts = await billFacts(context)
  await sign(40)
  await client.query('SET join_collapse_limit = 1')
  const arrived = await fillTable(client, tables.ready, goodRowsSql(context, facts, goodBillsSql(facts)), 'logged')
  await sign(60)
  const unchanged = facts.posted.length === 0 ? 0 : Number((await client.query<{ count: string }>(identicalBillsSql(context, facts))).rows[0]?.count ?? 0)
  await sign(70)
  const missing = staged - arrived - unchanged
  const faulty = missing > 0 ? await writeBillFaults(context, facts, missing) : tables.stage
  if (arrived + unchanged < rowsRead) await leaveOutCompanions(context, faulty)
  await sign(80)
  const partRows = await makeKey(context, facts)
  await sign(90)
  await countArrived(client, tables)
  const { rows } = await client.query<{ added: number; energy: string; amount: string; stations: number }>(
    `SELECT COALESCE(sum(accounts), 0)::int AS added, COALESCE(sum(whole_wh), 0)::text AS energy, COALESCE(sum(whole_fen), 0)::text AS amount, count(DISTINCT station_id)::int AS stations FROM ${tables.arrived}`,
  )
  const { added = 0, energy = '0', amount = '0', stations = 0 } = rows[0] ?? {}
  return { added, changed: 0, unchanged, partRows, months: facts.months.map((month) => month.slice(0, 7)), stations, energyWh: energy, amountFen: amount, newStations: 0, newDistricts: 0 }
}
