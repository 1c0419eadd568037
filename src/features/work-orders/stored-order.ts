import 'server-only'
import * as z from 'zod'
import type { BackBillingMonth } from '@/domain/back-billing/compute'
import type { Transfer } from '@/domain/back-billing/transfer'
import { wh } from '@/domain/energy'
import { fen } from '@/domain/money'
import { billingMonth, isBillingMonth, type BillingMonth } from '@/domain/plain-date'
import { partFromJson } from '@/features/bills/account-bills'
import { fromDbMonth } from '@/server/database-dates'
import type { BackBillingMonth as MonthRow } from '@/generated/prisma/client'

/** How an order's JSON columns are kept, and read again. */

const storedPart = z.strictObject({ category: z.string(), energyWh: z.string(), amountFen: z.string() })
const storedWorking = z.strictObject({ billed: z.array(storedPart), right: z.array(storedPart) })
const storedTransfers = z.array(z.strictObject({ month: z.string().refine(isBillingMonth), energyWh: z.string() }))

const storedBreach = z.strictObject({ penaltyFactor: z.string().nullable(), startUnknown: z.boolean() })

export const breachFromJson = (json: unknown): z.infer<typeof storedBreach> | null => (json === null ? null : storedBreach.parse(json))

export function monthFromRow({ month, energyWh, billedFen, rightFen, differenceFen, penaltyFen, working }: MonthRow): BackBillingMonth {
  const { billed, right } = storedWorking.parse(working)
  return {
    month: fromDbMonth(month),
    energyWh: wh(energyWh),
    billed: billed.map(partFromJson),
    right: right.map(partFromJson),
    billedFen: fen(billedFen),
    rightFen: fen(rightFen),
    differenceFen: fen(differenceFen),
    penaltyFen: fen(penaltyFen),
  }
}

export const transfersFromJson = (json: unknown): Transfer[] =>
  json === null ? [] : storedTransfers.parse(json).map(({ month, energyWh }) => ({ month: billingMonth(month), energyWh: wh(BigInt(energyWh)) }))

export const transfersToJson = (transfers: readonly Transfer[]) => transfers.map(({ month, energyWh }) => ({ month, energyWh: String(energyWh) }))

/** Why a bill after the correction shows that it was not followed. */
export const RAISED_CODES = ['old-assignment', 'other-category', 'other-split', 'uncheckable'] as const

const storedReason = z.strictObject({ code: z.enum(RAISED_CODES), month: z.string().refine(isBillingMonth), accountNo: z.string(), billed: z.array(storedPart), right: z.array(storedPart) })

export interface RaisedReason {
  code: (typeof RAISED_CODES)[number]
  month: BillingMonth
  accountNo: string
  /** As the bill spread its energy and money over categories, and as the assignment on record does. */
  billed: BackBillingMonth['billed']
  right: BackBillingMonth['right']
}

export function raisedFromJson(json: unknown): RaisedReason | null {
  if (json === null) return null
  const { month, billed, right, ...reason } = storedReason.parse(json)
  return { ...reason, month: billingMonth(month), billed: billed.map(partFromJson), right: right.map(partFromJson) }
}
