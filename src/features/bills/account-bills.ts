import 'server-only'
import * as z from 'zod'
import { wh, type Wh } from '@/domain/energy'
import { fen, type Fen } from '@/domain/money'
import type { BillingMonth, PlainDate } from '@/domain/plain-date'
import { meterFactsOf, type MeterFacts } from '@/domain/tariff/meter-facts'
import type { BillPart } from '@/domain/tariff/rate-bill'
import type { Account } from '@/features/accounts/queries'
import { categoryIndex } from '@/features/tariffs/queries'
import { fromDbDate, fromDbMonth, toDbMonth } from '@/server/database-dates'
import { db } from '@/server/db'
import { inScope, type Viewer } from '@/server/viewer'

/** A posted bill with its parts by category. */
export interface AccountBill {
  month: BillingMonth
  periodFrom: PlainDate
  /** Exclusive. */
  periodTo: PlainDate
  energyWh: Wh
  amountFen: Fen
  /** Energy since 1 January before this bill; where the check of the month found the record wrong, what it should be. */
  yearToDateWh: Wh
  recordedYearToDateWh: Wh
  meter: MeterFacts
  category: string
  /** By category; one part unless the bill is split. They add up to the bill. */
  parts: BillPart[]
}

const storedParts = z.array(z.strictObject({ category: z.string(), energyWh: z.string(), amountFen: z.string() }))

/** The account's bills from a month on (all when none is given), oldest first. */
export async function accountBills(viewer: Viewer, account: Pick<Account, 'stationId' | 'id'>, from?: BillingMonth): Promise<AccountBill[]> {
  const where = { AND: [inScope(viewer), { stationId: account.stationId, accountId: account.id, ...(from ? { month: { gte: toDbMonth(from) } } : {}) }] }
  const [{ byId }, rows, breaks] = await Promise.all([categoryIndex(), db(viewer).bill.findMany({ where, orderBy: { month: 'asc' } }), db(viewer).yearToDateBreak.findMany({ where })])
  const years = new Map(breaks.map(({ month, rightWh }) => [fromDbMonth(month), rightWh]))
  return rows.map((row) => {
    const category = byId.get(row.categoryId)?.code ?? String(row.categoryId)
    const whole: BillPart = { category, energyWh: wh(row.energyWh), amountFen: fen(row.amountFen) }
    return {
      month: fromDbMonth(row.month),
      periodFrom: fromDbDate(row.periodFrom),
      periodTo: fromDbDate(row.periodTo),
      energyWh: whole.energyWh,
      amountFen: whole.amountFen,
      yearToDateWh: wh(years.get(fromDbMonth(row.month)) ?? row.yearToDateWh),
      recordedYearToDateWh: wh(row.yearToDateWh),
      meter: meterFactsOf(row),
      category,
      parts: row.parts === null ? [whole] : storedParts.parse(row.parts).map(partFromJson),
    }
  })
}

export const partFromJson = (part: z.infer<typeof storedParts>[number]): BillPart => ({
  category: part.category,
  energyWh: wh(BigInt(part.energyWh)),
  amountFen: fen(BigInt(part.amountFen)),
})

export const partToJson = (part: BillPart) => ({
  category: part.category,
  energyWh: String(part.energyWh),
  amountFen: String(part.amountFen),
})
