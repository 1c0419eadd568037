import type { MonthFigures } from '@/domain/change/change'

export const PLACE_COLUMNS = ['place', 'accounts', 'energy', 'revenue', 'price'] as const
export type PlaceColumn = (typeof PLACE_COLUMNS)[number]

export interface PlaceSort {
  column: PlaceColumn
  descending: boolean
}

interface Sortable extends MonthFigures {
  key: string
}

/** `energy-desc` in an address; anything else is by place. */
export function placeSort(text: string | undefined): PlaceSort {
  const [name = '', direction] = (text ?? '').split('-')
  const column = PLACE_COLUMNS.find((one) => one === name) ?? 'place'
  return { column, descending: direction === 'desc' }
}

/** A figure's first order is the largest first; a place's is by code. */
export const nextSort = (now: PlaceSort, column: PlaceColumn): string => {
  const descending = now.column === column ? !now.descending : column !== 'place'
  return descending ? `${column}-desc` : column
}

const COMPARE: Record<PlaceColumn, (a: Sortable, b: Sortable) => bigint | number> = {
  place: (a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0),
  accounts: (a, b) => a.accounts - b.accounts,
  energy: (a, b) => a.energyWh - b.energyWh,
  revenue: (a, b) => a.amountFen - b.amountFen,
  // The smaller price without dividing; places without energy have none and stand first.
  price: (a, b) => (a.energyWh === 0n || b.energyWh === 0n ? a.energyWh - b.energyWh : a.amountFen * b.energyWh - b.amountFen * a.energyWh),
}

/** Places in the order asked for; those alike by code. */
export function sortPlaces<Row extends Sortable>(rows: readonly Row[], { column, descending }: PlaceSort): Row[] {
  const side = descending ? -1 : 1
  return rows.toSorted((a, b) => {
    const order = COMPARE[column](a, b)
    return order === 0 || order === 0n ? Number(COMPARE.place(a, b)) : order > 0 ? side : -side
  })
}
