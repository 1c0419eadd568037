import 'server-only'
import { z } from 'zod'
import { wh, type Wh } from '@/domain/energy'
import { fen, type Fen } from '@/domain/money'
import type { BillingMonth, PlainDate } from '@/domain/plain-date'
import { ratio } from '@/domain/ratio'
import type { BillPart } from '@/domain/tariff/rate-bill'
import type { Registers } from '@/domain/tariff/rating-types'
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
  yearToDateWh: Wh
  category: string
  /** By category; one part unless the bill is split. They add up to the bill. */
  parts: BillPart[]
  /** kWh by register where the meter has several. */
  registers?: Registers | undefined
}

const storedRegisters = z.record(z.string(), z.string())

/** kWh by register of a bill whose meter has several, as its row keeps them in watt-hours. */
export const readRegisters = (stored: unknown): Registers => new Map(Object.entries(storedRegisters.parse(stored)).map(([name, energyWh]) => [name, ratio(BigInt(energyWh), 1000n)]))

const storedParts = z.array(z.strictObject({ category: z.string(), energyWh: z.string(), amountFen: z.string() }))

/** The account's bills from a month on (all when none is given), oldest first. */
export async function accountBills(viewer: Viewer, account: Pick<Account, 'stationId' | 'id'>, from?: BillingMonth): Promise<AccountBill[]> {
  const { byId } = await categoryIndex()
  const rows = await db().bill.findMany({
    where: { AND: [inScope(viewer), { stationId: account.stationId, accountId: account.id, ...(from ? { month: { gte: toDbMonth(from) } } : {}) }] },
    orderBy: { month: 'asc' },
  })
  return rows.map((row) => {
    const category = byId.get(row.categoryId)?.code ?? String(row.categoryId)
    const whole: BillPart = { category, energyWh: wh(row.energyWh), amountFen: fen(row.amountFen) }
    return {
      month: fromDbMonth(row.month),
      periodFrom: fromDbDate(row.periodFrom),
      periodTo: fromDbDate(row.periodTo),
      energyWh: whole.energyWh,
      amountFen: whole.amountFen,
      yearToDateWh: wh(row.yearToDateWh),
      category,
      registers: row.registers === null ? undefined : readRegisters(row.registers),
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
