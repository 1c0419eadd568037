/** Places held against each other and against their own past, from totals by month and category. */
import { againstPeers, shrunkPermille, typicalOf, type AgainstPeers } from '@/domain/change/peers'
import { NO_FIGURES, percentChange, priceOf, sumFigures, type MonthFigures } from '@/domain/change/change'
import { fen, subtractFen, type Fen } from '@/domain/money'
import { addMonths, monthRange, type BillingMonth } from '@/domain/plain-date'
import type { PlaceMonth } from '@/features/bills/place-months-queries'
import type { MonthRange } from './schemas'

export interface RankedPlace extends AgainstPeers {
  placeId: number
  code: string
  name: string
  accounts: number
  averagePrice: string | null
  /** Against the earlier month; null where the place has nothing then. */
  changeFen: Fen | null
  /** Bills that differ of those checked; null where none was checked. */
  errors: { failed: number; inspected: number } | null
}

export interface HeatRow {
  placeId: number
  code: string
  name: string
  /** By month of the range: revenue before and after, in per cent, and shrunk; null where either is missing. */
  cells: ({ percent: string; shrunkPermille: number; beforeFen: Fen; nowFen: Fen } | null)[]
  /** The largest shrunk change of its months. */
  strength: number
}

interface Named {
  id: number
  code: string
  name: string
}

const sumOf = (rows: readonly PlaceMonth[]): MonthFigures => (rows.length === 0 ? NO_FIGURES : sumFigures(rows))

/** Every place in a month against its peers and against `before`. Places without bills in the month are left out. */
export function rankPlaces(rows: readonly PlaceMonth[], places: readonly Named[], month: BillingMonth, before: BillingMonth, categoryCode: (id: number) => string): Omit<RankedPlace, 'errors'>[] {
  const byPlace = new Map<number, PlaceMonth[]>()
  for (const row of rows) if (row.month === month || row.month === before) byPlace.set(row.placeId, [...(byPlace.get(row.placeId) ?? []), row])
  const present = places.flatMap((place) => {
    const own = byPlace.get(place.id) ?? []
    const [now, was] = [own.filter((row) => row.month === month), own.filter((row) => row.month === before)]
    return now.some(({ accounts }) => accounts > 0) ? [{ place, now, was }] : []
  })
  const peers = againstPeers(present.map(({ place, now }) => ({ key: String(place.id), categories: now.map(({ categoryId, energyWh, amountFen }) => ({ category: categoryCode(categoryId), energyWh, amountFen })) })))
  return present.map(({ place, now, was }, index) => {
    const [figures, earlier] = [sumOf(now), sumOf(was)]
    const against = peers[index] ?? { key: '', energyWh: figures.energyWh, amountFen: figures.amountFen, worthFen: figures.amountFen, mixFen: figures.amountFen, priceFen: figures.amountFen }
    return { ...against, placeId: place.id, code: place.code, name: place.name, accounts: figures.accounts, averagePrice: priceOf(figures), changeFen: earlier.accounts > 0 ? subtractFen(figures.amountFen, earlier.amountFen) : null }
  })
}

/** Each place's revenue month by month against `shift` months earlier, the strongest changes first. */
export function heatRows(rows: readonly PlaceMonth[], places: readonly Named[], range: MonthRange, shift: number): HeatRow[] {
  const amounts = new Map<string, { accounts: number; amountFen: bigint }>()
  for (const { placeId, month, accounts, amountFen } of rows) {
    const key = `${placeId} ${month}`
    const was = amounts.get(key)
    amounts.set(key, { accounts: (was?.accounts ?? 0) + accounts, amountFen: (was?.amountFen ?? 0n) + amountFen })
  }
  const of = (place: Named, month: BillingMonth) => {
    const found = amounts.get(`${place.id} ${month}`)
    return found && found.accounts > 0 ? fen(found.amountFen) : null
  }
  const typical = typicalOf(places.flatMap((place) => of(place, range.to) ?? []))
  return places
    .map((place) => {
      const cells = monthRange(range.from, range.to).map((month) => {
        const [now, before] = [of(place, month), of(place, addMonths(month, shift))]
        const percent = now === null || before === null ? null : percentChange(before, now)
        return now === null || before === null || percent === null ? null : { percent, shrunkPermille: shrunkPermille(before, now, typical), beforeFen: before, nowFen: now }
      })
      return { placeId: place.id, code: place.code, name: place.name, cells, strength: Math.max(0, ...cells.map((cell) => Math.abs(cell?.shrunkPermille ?? 0))) }
    })
    .sort((a, b) => b.strength - a.strength || a.code.localeCompare(b.code))
}
