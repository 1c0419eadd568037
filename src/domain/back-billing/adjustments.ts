/**
 * The entries that post a back-billing: what was billed is reversed (红字), what is right is entered (蓝字). A penalty is an
 * entry of its own: money without energy, and no energy revenue.
 */
import { wh } from '../energy'
import { fen } from '../money'
import type { BillingMonth } from '../plain-date'
import type { BillPart } from '../tariff/rate-bill'
import type { BackBilling } from './compute'

export interface AdjustmentEntry extends BillPart {
  /** The month whose bill it corrects. */
  billMonth: BillingMonth
  kind: 'reversal' | 'correction' | 'penalty'
}

/** Reversals carry negative kWh and fen. A month that is right already gets no entries, nor does a part without energy and money. */
export function adjustmentsOf({ months }: BackBilling): AdjustmentEntry[] {
  return months
    .filter(({ billed, right }) => !sameParts(billed, right))
    .flatMap(({ month, billed, right }) => [
      ...billed.map((part): AdjustmentEntry => ({
        billMonth: month,
        kind: 'reversal',
        category: part.category,
        energyWh: wh(-part.energyWh),
        amountFen: fen(-part.amountFen),
      })),
      ...right.map((part): AdjustmentEntry => ({ billMonth: month, kind: 'correction', ...part })),
    ])
    .filter(({ energyWh, amountFen }) => energyWh !== 0n || amountFen !== 0n)
}

/** The penalty of each month, on the category that the month's remainder is right on. */
export const penaltiesOf = ({ months }: BackBilling): AdjustmentEntry[] =>
  months
    .filter(({ penaltyFen }) => penaltyFen !== 0n)
    .map(({ month, right, penaltyFen }) => ({ billMonth: month, kind: 'penalty', category: right.at(-1)?.category ?? '', energyWh: wh(0n), amountFen: penaltyFen }))

const OPPOSITE = { reversal: 'correction', correction: 'reversal', penalty: 'penalty' } as const

/** The entries that take others back to the fen and the watt-hour. */
export const takenBack = (entries: readonly AdjustmentEntry[]): AdjustmentEntry[] =>
  entries.map(({ kind, energyWh, amountFen, ...entry }) => ({ ...entry, kind: OPPOSITE[kind], energyWh: wh(-energyWh), amountFen: fen(-amountFen) }))

const text = (parts: readonly BillPart[]): string =>
  parts
    .map(({ category, energyWh, amountFen }) => `${category} ${energyWh} ${amountFen}`)
    .sort()
    .join('; ')

/** The same energy and money on the same categories. */
export const sameParts = (a: readonly BillPart[], b: readonly BillPart[]): boolean => text(a) === text(b)
