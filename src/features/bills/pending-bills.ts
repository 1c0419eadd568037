import 'server-only'
import { assignedDays, type AssignedDays, type CheckableBill } from '@/domain/audit/expected-bill'
import { wh } from '@/domain/energy'
import { fen } from '@/domain/money'
import type { PlainDate } from '@/domain/plain-date'
import type { BinaryRow } from '@/server/copy-binary'
import { BILL_FIELD as FIELD, holdsThroughout, meterInRow, periodInRow, termsInRow, type Catalogue } from './planned-bills'

/** A bill as it was posted, with what rating it in full needs. */
export interface PostedBill extends CheckableBill {
  accountId: bigint
  /** The category billed. */
  categoryId: number
}

/** Streamed bills that need a closer look: they are kept until all rows have passed, since one may come in several. */
export class PendingBills {
  private readonly kept = new Map<bigint, { bill: PostedBill; days: AssignedDays[] }>()

  constructor(private readonly catalogue: Catalogue) {}

  get size(): number {
    return this.kept.size
  }

  /** An account with several assignments in the period comes in several rows. */
  add(row: BinaryRow): void {
    const accountId = row.int8(FIELD.account)
    const known = this.kept.get(accountId) ?? { bill: billOf(row, accountId), days: [] }
    known.days.push(...daysOf(row, known.bill, this.catalogue))
    this.kept.set(accountId, known)
  }

  /** Each with the assignments of its days in their order. */
  *all(): Generator<{ bill: PostedBill; days: AssignedDays[] }> {
    for (const { bill, days } of this.kept.values()) yield { bill, days: days.sort((a, b) => (a.from < b.from ? -1 : 1)) }
  }
}

const billOf = (row: BinaryRow, accountId: bigint): PostedBill => ({
  accountId,
  categoryId: row.int2(FIELD.category),
  period: periodInRow(row),
  energyWh: wh(row.int8(FIELD.energy)),
  amountFen: fen(row.int8(FIELD.amount)),
  yearToDateWh: wh(row.int8(FIELD.yearToDate)),
  meter: meterInRow(row),
})

function daysOf(row: BinaryRow, { period }: PostedBill, { byId }: Catalogue): AssignedDays[] {
  if (row.isNull(FIELD.remainder)) return []
  if (holdsThroughout(row)) return [{ ...period, terms: termsInRow(row, byId) }]
  const validTo = row.isNull(FIELD.validTo) ? null : (row.date(FIELD.validTo) as PlainDate)
  return assignedDays([{ validFrom: row.date(FIELD.validFrom) as PlainDate, validTo, terms: termsInRow(row, byId) }], period)
}
