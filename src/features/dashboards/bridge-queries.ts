import 'server-only'
import { revenueBridge, type Bridge, type BridgePeriod, type CategoryAmount } from '@/domain/change/bridge'
import { wh } from '@/domain/energy'
import { fen, sumFen } from '@/domain/money'
import { monthRange, type BillingMonth } from '@/domain/plain-date'
import { categoryMonths, type CategoryMonth, type MonthScope } from '@/features/bills/totals-queries'
import { categoryIndex } from '@/features/tariffs/queries'
import { newBasisBills, type NewBasisBill, type NewBasisBills } from '@/features/work-orders/new-basis-queries'
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
  /** Bills after a correction that cannot be rated on the old basis, of both periods: what they moved lies in mix. */
  unrated: number
  /** The months of each period in which nothing was billed: their accounts are missing, not gone. */
  unbilled: { before: BillingMonth[]; after: BillingMonth[] }
  /** False where a period has no bills at all: then there is nothing to explain. */
  complete: boolean
}

/** Why revenue changed between two periods of a scope. */
export async function revenueBridgeOf(viewer: Viewer, { before, after, basis, ...place }: BridgeScope): Promise<BridgeReport> {
  const [was, is] = await Promise.all([periodOf(viewer, { ...place, ...before }, basis), periodOf(viewer, { ...place, ...after }, basis)])
  return {
    bridge: revenueBridge(was.period, is.period),
    periods: { before: was.period, after: is.period },
    corrected: { before: was.newBasis.bills, after: is.newBasis.bills },
    unrated: was.newBasis.unrated + is.newBasis.unrated,
    unbilled: { before: was.unbilled, after: is.unbilled },
    complete: was.period.accounts > 0 && is.period.accounts > 0,
  }
}

async function periodOf(viewer: Viewer, scope: MonthScope, basis: BridgeBasis): Promise<{ period: BridgePeriod; newBasis: NewBasisBills; unbilled: BillingMonth[] }> {
  const [billed, adjusted, newBasis, { byId }] = await Promise.all([categoryMonths(viewer, scope, 'billed'), categoryMonths(viewer, scope, basis), newBasisBills(viewer, scope), categoryIndex()])
  const [asBilled, withAdjustments] = [byCategory(billed, byId), byCategory(adjusted, byId)]
  const adjustments = [...withAdjustments.values()].map(({ category, energyWh, amountFen }): CategoryAmount => {
    const plain = asBilled.get(category)
    return { category, energyWh: wh(energyWh - (plain?.energyWh ?? 0n)), amountFen: fen(amountFen - (plain?.amountFen ?? 0n)) }
  })
  const moved = newBasis.bills.flatMap((bill) => bill.moved)
  const billedMonths = new Set(billed.filter(({ accounts }) => accounts > 0).map(({ month }) => month))
  return {
    newBasis,
    unbilled: monthRange(scope.from, scope.to).filter((month) => !billedMonths.has(month)),
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
