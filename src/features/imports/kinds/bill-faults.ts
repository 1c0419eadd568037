import 'server-only'
import type { Mapping } from '@/domain/imports/columns'
import { DIFFERENCES, type Difference } from '@/domain/imports/finding'
import { analyze, fillTable } from '../import-tables'
import type { CheckContext } from '../kind-spec'
import { badBillsSql, doubtfulBillsSql, type BillFacts } from './bills-sql'
import { faultsSql, type FaultRule } from './write-faults'

/**
 * Says of so many staged rows why they did not get in. Those out of their own price range are looked at first: where they
 * are all there is, the others need not be looked up in the books once more.
 * @returns the table in which they stand
 */
export async function writeBillFaults(context: CheckContext, facts: BillFacts, missing: number): Promise<string> {
  const { client, tables, mapping } = context
  const write = (rows: string) => client.query(faultsSql(tables.fault, rows, rulesOf(facts, mapping)))
  if (!facts.categoryFromAssignment) {
    await fillTable(client, tables.doubt, doubtfulBillsSql(context, facts))
    await analyze(client, tables.doubt)
    await write(badBillsSql({ ...context, tables: { ...tables, stage: tables.doubt } }, facts))
    const { rows } = await client.query<{ bad: number }>(`SELECT count(DISTINCT row_no)::int AS bad FROM ${tables.doubt} JOIN ${tables.fault} USING (row_no)`)
    if (rows[0]?.bad === missing) return tables.doubt
    await client.query(`DELETE FROM ${tables.fault} f USING ${tables.doubt} d WHERE d.row_no = f.row_no`)
  }
  await write(badBillsSql(context, facts))
  return tables.stage
}

const kwh = (column: string): string => `trim_scale(${column} / 1000.0)::text`

/** The columns in which a row can differ from the posted bill; the fault stands in the first that the file has. */
const DIFFERING: Readonly<Record<Difference, readonly string[]>> = {
  amount: ['amountYuan'],
  energy: ['energyKwh'],
  category: ['category'],
  period: ['periodFrom', 'periodTo'],
  yearToDate: ['yearToDateKwh'],
  registers: ['sharpKwh', 'peakKwh', 'flatKwh', 'valleyKwh'],
  meter: ['maximumDemandKw', 'contractDemandKw', 'reactiveKvarh', 'lossKwh'],
}

const rulesOf = (facts: BillFacts, mapping: Mapping): FaultRule[] => [
  { code: 'unknown-account', column: 'accountNo', when: 'account_id IS NULL', params: `jsonb_build_object('value', account_no)` },
  ...(facts.ambiguous ? [{ code: 'ambiguous-account', column: 'accountNo', when: 'ambiguous', params: `jsonb_build_object('value', account_no)` } as const] : []),
  { code: 'no-category', column: 'category', when: 'account_id IS NOT NULL AND category IS NULL', params: `jsonb_build_object('value', account_no)` },
  ...DIFFERENCES.map((difference): FaultRule => ({
    code: 'bill-differs', column: DIFFERING[difference].find((column) => mapping[column] !== undefined) ?? 'accountNo',
    when: `booked_wh IS NOT NULL AND split_part(differs, ',', 1) = '${difference}'`,
    params: `jsonb_build_object('energyKwh', ${kwh('booked_wh')}, 'amountYuan', round(booked_fen / 100.0, 2)::text, 'differs', differs)`,
  })),
  { code: 'month-closed', column: 'month', when: 'closed AND booked_wh IS NULL', params: `jsonb_build_object('openMonth', to_char(open_month, 'YYYY-MM'))` },
  { code: 'month-ahead', column: 'month', when: 'ahead AND booked_wh IS NULL', params: `jsonb_build_object('openMonth', to_char(greatest(open_month, billed_until), 'YYYY-MM'))` },
  { code: 'absurd-energy', column: 'energyKwh', when: 'absurd AND booked_wh IS NULL', params: `jsonb_build_object('mostKwh', ${kwh('most_wh')}, 'value', ${kwh('energy_wh')})` },
  {
    code: 'price-out-of-range', column: 'amountYuan', when: 'out_of_range AND NOT absurd AND booked_wh IS NULL',
    params: `jsonb_build_object('categoryId', category::text, 'month', to_char(month, 'YYYY-MM'), 'energyWh', energy_wh::text, 'amountFen', amount_fen::text)`,
  },
]
