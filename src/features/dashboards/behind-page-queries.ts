import 'server-only'
import { fen, type Fen } from '@/domain/money'
import { wh, type Wh } from '@/domain/energy'
import { accountsBehind, sumBehind, type AccountBehind, type BehindScope } from '@/features/bills/behind-queries'
import { placeMonths, type PlaceMonth } from '@/features/bills/place-months-queries'
import type { Viewer } from '@/server/viewer'
import { single } from '@/ui/url'
import { rangeFrom, type MonthRange } from './schemas'
import type { DashboardView, SearchParams } from './view-queries'

/** A figure as the totals have it. */
export interface BehindSum {
  energyWh: Wh
  amountFen: Fen
  beforeFen: Fen
}

export interface BehindPage {
  /** The earlier months of a change; null when the figure is the months' own. */
  base: MonthRange | null
  /** The figure on the chart, from the totals. */
  mark: BehindSum
  /** One step down: stations, or the districts of a station. */
  places: (BehindSum & { code: string; name: string })[]
  /** Account by account; null for all stations together. */
  accounts: { rows: AccountBehind[]; next: string | null; first: boolean; sum: BehindSum & { accounts: number } } | null
}

const PAGE_SIZE = 50

/** The accounts behind a mark, and the places in between; both add up to it. */
export async function behindPage(viewer: Viewer, view: DashboardView, params: SearchParams): Promise<BehindPage> {
  const base = rangeFrom(single(params['baseFrom']), single(params['baseTo']))
  const after = single(params['after'])
  const scope = { stationId: view.station?.id, districtId: view.district?.id }
  const [now, was, accounts] = await Promise.all([
    placeMonths(viewer, { ...scope, from: view.from, to: view.to }, view.basis),
    base ? placeMonths(viewer, { ...scope, ...base }, view.basis) : [],
    view.station ? listed(viewer, { stationId: view.station.id, districtId: view.district?.id, categoryId: view.category?.id, basis: view.basis, from: view.from, to: view.to, base: base ?? undefined }, after) : null,
  ])
  const ofCategory = ({ categoryId }: PlaceMonth) => view.category === null || categoryId === view.category.id
  const sumOf = (placeId: number | null): BehindSum => {
    const mine = (rows: readonly PlaceMonth[]) => rows.filter((row) => ofCategory(row) && (placeId === null || row.placeId === placeId))
    return { energyWh: wh(mine(now).reduce((sum, { energyWh }) => sum + energyWh, 0n)), amountFen: fen(amountOf(mine(now))), beforeFen: fen(amountOf(mine(was))) }
  }
  const named = view.district ? [] : view.station ? view.districts : view.stations
  return {
    base, accounts,
    mark: sumOf(null),
    places: named.map(({ id, code, name }) => ({ code, name, ...sumOf(id) })).filter(({ amountFen, beforeFen, energyWh }) => amountFen !== 0n || beforeFen !== 0n || energyWh !== 0n),
  }
}

const amountOf = (rows: readonly PlaceMonth[]): bigint => rows.reduce((sum, { amountFen }) => sum + amountFen, 0n)

async function listed(viewer: Viewer, scope: BehindScope, after: string | undefined): Promise<NonNullable<BehindPage['accounts']>> {
  const [rows, sum] = await Promise.all([accountsBehind(viewer, scope, after, PAGE_SIZE + 1), sumBehind(viewer, scope)])
  const shown = rows.slice(0, PAGE_SIZE)
  return { rows: shown, next: rows.length > PAGE_SIZE ? (shown.at(-1)?.cursor ?? null) : null, first: after === undefined, sum }
}
