import 'server-only'
import { revenueBridge, type Bridge, type BridgePeriod, type CategoryAmount } from '@/domain/change/bridge'
import { wh } from '@/domain/energy'
import { fen, sumFen } from '@/domain/money'
import { categoryMonths, type CategoryMonth, type MonthScope } from '@/features/bills/totals-queries'
import { categoryIndex } from '@/features/tariffs/queries'
import { newBasisBills, type NewBasisBill } from '@/features/work-orders/new-basis-queries'
import type { Viewer } from '@/server/viewer'
import type { MonthRange } from './schemas'

/** Which revenue the bridge explains: with adjustments in the month posted (the books), or in the month they belong to. */
export const BRIDGE_BASES = ['posted', 'corrected'] as const
export type BridgeBasis = (typeof BRIDGE_BASES)[number]

export interface BridgeScope {
  stationId?: number | undefined
  districtId?: number | undefined
  before: MonthRange
  after: MonthRange
  basis: BridgeBasis
}

export interface BridgeReport {
  bridge: Bridge
  /** What it was worked out from. */
  periods: { before: BridgePeriod; after: BridgePeriod }
  /** Bills behind the corrections, before and after. */
  corrected: { before: NewBasisBill[]; after: NewBasisBill[] }
  /** False where a period has no bills at all: then there is nothing to explain. */
  complete: boolean
}

/** Why revenue changed between two periods of a scope. */
export async function revenueBridgeOf(viewer: Viewer, { before, after, basis, ...place }: BridgeScope): Promise<BridgeReport> {
  const [was, is] = await Promise.all([periodOf(viewer, { ...place, ...before }, basis), periodOf(viewer, { ...place, ...after }, basis)])
  return {
    bridge: revenueBridge(was.period, is.period),
    periods: { before: was.period, after: is.period },
    corrected: { before: was.newBasis, after: is.newBasis },
    complete: was.period.accounts > 0 && is.period.accounts > 0,
  }
}

async function periodOf(viewer: Viewer, scope: MonthScope, basis: BridgeBasis): Promise<{ period: BridgePeriod; newBasis: NewBasisBill[] }> {
  const [billed, adjusted, newBasis, { byId }] = await Promise.all([categoryMonths(viewer, scope, 'billed'), categoryMonths(viewer, scope, basis), newBasisBills(viewer, scope), categoryIndex()])
  const [asBilled, withAdjustments] = [byCategory(billed, byId), byCategory(adjusted, byId)]
  const adjustments = [...withAdjustments.values()].map(({ category, energyWh, amountFen }): CategoryAmount => {
    const plain = asBilled.get(category)
    return { category, energyWh: wh(energyWh - (plain?.energyWh ?? 0n)), amountFen: fen(amountFen - (plain?.amountFen ?? 0n)) }
  })
  const moved = newBasis.flatMap((bill) => bill.moved)
  return {
    newBasis,
    period: {
      accounts: billed.reduce((sum, { accounts }) => sum + accounts, 0),
      categories: [...(basis === 'posted' ? asBilled : withAdjustments).values()],
      corrections: basis === 'posted' ? moved : [...moved, ...adjustments],
      backBilledFen: basis === 'posted' ? sumFen(adjustments.map(({ amountFen }) => amountFen)) : fen(0n),
    },
  }
}

function byCategory(rows: readonly CategoryMonth[], byId: ReadonlyMap<number, { code: string }>): Map<string, CategoryAmount> {
  const sums = new Map<string, CategoryAmount>()
  for (const { categoryId, energyWh, amountFen } of rows) {
    const category = byId.get(categoryId)?.code ?? String(categoryId)
    const was = sums.get(category)
    sums.set(category, { category, energyWh: wh((was?.energyWh ?? 0n) + energyWh), amountFen: fen((was?.amountFen ?? 0n) + amountFen) })
  }
  return sums
}
