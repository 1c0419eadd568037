import 'server-only'
import { fen } from '@/domain/money'
import { wh } from '@/domain/energy'
import { accountsBehind, sumBehind, type AccountBehind, type BehindScope, type BehindSums } from '@/features/bills/behind-queries'
import { placeMonths, type PlaceMonth } from '@/features/bills/place-months-queries'
import type { Viewer } from '@/server/viewer'
import { single } from '@/ui/url'
import { markShares, type MarkPart } from './mark-shares-queries'
import { rangeFrom, type MonthRange } from './schemas'
import type { DashboardView, SearchParams } from './view-queries'

export interface BehindPage {
  /** The earlier months of a change; null when the figure is the months' own. */
  base: MonthRange | null
  /** Whether accounts can be counted: in one month, of revenue as it is. */
  counted: boolean
  /** What the mark is, where it is no revenue: then `shareFen` is what adds up to it. */
  part: MarkPart | null
  /** The figure on the chart, from the totals. */
  mark: BehindSums
  /** One step down: stations, or the districts of a station. */
  places: (BehindSums & { code: string; name: string })[]
  /** Account by account; null for all stations together. */
  accounts: { rows: AccountBehind[]; next: string | null; first: boolean; sum: BehindSums & { accounts: number } } | null
}

const PAGE_SIZE = 50

/** The accounts behind a mark, and the places in between; both add up to it. */
export async function behindPage(viewer: Viewer, view: DashboardView, params: SearchParams): Promise<BehindPage> {
  const base = rangeFrom(single(params['baseFrom']), single(params['baseTo']))
  const after = single(params['after'])
  const scope = { stationId: view.station?.id, districtId: view.district?.id }
  const shares = await markShares(viewer, view, params, base)
  const ofBridge = shares !== null && base !== null
  const [months, basis, category] = [shares && !base ? { from: view.to, to: view.to } : { from: view.from, to: view.to }, ofBridge && view.basis === 'billed' ? ('posted' as const) : view.basis, ofBridge ? null : view.category]
  const [now, was, accounts] = await Promise.all([
    placeMonths(viewer, { ...scope, ...months }, basis),
    base ? placeMonths(viewer, { ...scope, ...base }, basis) : [],
    view.station ? listed(viewer, { stationId: view.station.id, districtId: view.district?.id, categoryId: category?.id, basis, ...months, base: base ?? undefined, weighed: shares?.weighed }, after) : null,
  ])
  const ofCategory = ({ categoryId }: PlaceMonth) => category === null || categoryId === category.id
  const sumOf = (placeId: number | null): BehindSums => {
    const mine = (rows: readonly PlaceMonth[]) => rows.filter((row) => ofCategory(row) && (placeId === null || row.placeId === placeId))
    const shareFen = (placeId === null ? shares?.markFen : shares?.places.get(placeId)) ?? fen(0n)
    return { bills: mine(now).reduce((sum, { accounts: billed }) => sum + billed, 0), energyWh: wh(mine(now).reduce((sum, { energyWh }) => sum + energyWh, 0n)), amountFen: fen(amountOf(mine(now))), beforeFen: fen(amountOf(mine(was))), shareFen }
  }
  const named = view.district ? [] : view.station ? view.districts : view.stations
  return {
    base, accounts, part: shares?.part ?? null, counted: base === null && shares === null && view.from === view.to,
    mark: sumOf(null),
    places: named.map(({ id, code, name }) => ({ code, name, ...sumOf(id) })).filter(({ amountFen, beforeFen, energyWh, shareFen }) => amountFen !== 0n || beforeFen !== 0n || energyWh !== 0n || shareFen !== 0n),
  }
}

const amountOf = (rows: readonly PlaceMonth[]): bigint => rows.reduce((sum, { amountFen }) => sum + amountFen, 0n)

async function listed(viewer: Viewer, scope: BehindScope, after: string | undefined): Promise<NonNullable<BehindPage['accounts']>> {
  const [rows, sum] = await Promise.all([accountsBehind(viewer, scope, after, PAGE_SIZE + 1), sumBehind(viewer, scope)])
  const shown = rows.slice(0, PAGE_SIZE)
  return { rows: shown, next: rows.length > PAGE_SIZE ? (shown.at(-1)?.cursor ?? null) : null, first: after === undefined, sum }
}
