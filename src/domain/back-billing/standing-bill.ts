/**
 * A billed month as it stands today: the posted bill and every earlier correction of it, kept apart by the days they hold
 * for. A correction from within the month on left the days before it alone, and so must the next one.
 */
import { wh, type Wh } from '../energy'
import { fen } from '../money'
import { daysBetween, type BillingMonth, type PlainDate } from '../plain-date'
import { divide, isZero, ratio, toScaled, type Ratio } from '../ratio'
import { PLAIN_METER, usageOf, type MeterFacts } from '../tariff/meter-facts'
import type { BillPart } from '../tariff/rate-bill'
import type { Span } from '../tariff/rating-types'
import { totalOf, usageWithin } from '../tariff/usage'

/** What one earlier work order posted for the month. */
export interface EarlierCorrection {
  effectiveFrom: PlainDate
  /** Its reversing and correcting entries; their energy adds up to nothing, unless it moved energy between two accounts. */
  entries: readonly BillPart[]
}

export interface StandingBill {
  month: BillingMonth
  periodFrom: PlainDate
  /** Exclusive. */
  periodTo: PlainDate
  energyWh: Wh
  yearToDateWh: Wh
  meter?: MeterFacts | undefined
  /** By category, as posted. */
  parts: readonly BillPart[]
  /** In the order in which they were posted. */
  corrections: readonly EarlierCorrection[]
}

/** Days of a bill on which its energy and money lie evenly. */
interface Piece extends Span {
  parts: readonly BillPart[]
}

/** The energy that corrections moved to the account (away from it: negative). */
const movedTo = ({ corrections }: StandingBill): bigint => corrections.flatMap(({ entries }) => entries).reduce((sum, { energyWh }) => sum + energyWh, 0n)

/**
 * Bills whose energy is what now stands: as posted, and what corrections moved between accounts. The energy of the year
 * before each follows, since a yearly tier counts it.
 * @param bills as posted, oldest first
 */
export function withMovedEnergy(bills: readonly StandingBill[]): StandingBill[] {
  let year = ''
  let moved = 0n
  return bills.map((bill) => {
    if (bill.month.slice(0, 4) !== year) [year, moved] = [bill.month.slice(0, 4), 0n]
    const here = movedTo(bill)
    const standing = here === 0n && moved === 0n ? bill : { ...bill, energyWh: wh(bill.energyWh + here), yearToDateWh: wh(bill.yearToDateWh + moved) }
    moved += here
    return standing
  })
}

/** What the customer has been charged for the month, by category, earlier corrections included. */
export const standingParts = ({ parts, corrections }: StandingBill): BillPart[] =>
  mergedParts([...parts, ...corrections.flatMap(({ entries }) => entries)])

/** What of that falls on the days before `date`: nothing when it lies before the period, a piece's share by days within. */
export const partsBefore = (bill: StandingBill, date: PlainDate): BillPart[] =>
  mergedParts(cut(bill, piecesOf(bill), date).flatMap(({ parts }) => parts))

function piecesOf(bill: StandingBill): Piece[] {
  const { periodFrom, periodTo, parts, corrections } = bill
  let pieces: Piece[] = [{ from: periodFrom, to: periodTo, parts }]
  for (const { effectiveFrom, entries } of corrections) {
    const kept = cut(bill, pieces, effectiveFrom)
    const standing = [...pieces.flatMap((piece) => piece.parts), ...entries]
    const from = effectiveFrom > periodFrom ? effectiveFrom : periodFrom
    pieces = [...kept, { from, to: periodTo, parts: mergedParts([...standing, ...kept.flatMap((piece) => piece.parts).map(negated)]) }]
  }
  return pieces
}

/** The pieces before a date; of the one that it divides, what was used before it as readings say, else its days' share. */
function cut(bill: StandingBill, pieces: readonly Piece[], date: PlainDate): Piece[] {
  return pieces
    .filter(({ from }) => from < date)
    .map((piece) => {
      if (piece.to <= date) return piece
      const share = shareBefore(bill, piece, date)
      const portion = (amount: bigint) => toScaled(ratio(amount * share.n, share.d), 0)
      const parts = piece.parts.map(({ category, energyWh, amountFen }) => ({ category, energyWh: wh(portion(energyWh)), amountFen: fen(portion(amountFen)) }))
      return { from: piece.from, to: date, parts }
    })
}

function shareBefore({ periodFrom, periodTo, energyWh, meter = PLAIN_METER }: StandingBill, piece: Span, date: PlainDate): Ratio {
  const usedIn = (part: Span) => totalOf(usageWithin(part, { from: periodFrom, to: periodTo }, usageOf(energyWh, meter), meter.readings))
  const whole = usedIn(piece)
  if (isZero(whole)) return ratio(BigInt(daysBetween(piece.from, date)), BigInt(daysBetween(piece.from, piece.to)))
  return divide(usedIn({ from: piece.from, to: date }), whole)
}

const negated = ({ category, energyWh, amountFen }: BillPart): BillPart => ({ category, energyWh: wh(-energyWh), amountFen: fen(-amountFen) })

/** Parts of the same category as one; a category with neither energy nor money left falls out, unless it is the only one. */
export function mergedParts(parts: readonly BillPart[]): BillPart[] {
  const merged = new Map<string, BillPart>()
  for (const part of parts) {
    const known = merged.get(part.category)
    merged.set(part.category, {
      category: part.category,
      energyWh: wh((known?.energyWh ?? 0n) + part.energyWh),
      amountFen: fen((known?.amountFen ?? 0n) + part.amountFen),
    })
  }
  return [...merged.values()].filter((part) => part.energyWh !== 0n || part.amountFen !== 0n || merged.size === 1)
}
