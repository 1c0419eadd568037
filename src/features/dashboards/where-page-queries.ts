import 'server-only'
import { addMonths, type BillingMonth } from '@/domain/plain-date'
import { districtErrorRates, monthErrorRates, stationErrorRates } from '@/features/bill-checks/error-rate-queries'
import { placeMonths } from '@/features/bills/place-months-queries'
import { notesFor, type ChartNote } from '@/features/chart-notes/queries'
import type { Viewer } from '@/server/viewer'
import type { ChartSpec } from '@/ui/charts/chart-spec'
import { single } from '@/ui/url'
import type { ChartContext } from './charts/chart-points'
import { whereCharts } from './charts/where-charts'
import type { NoteText } from './overview-page-queries'
import { scopeOf, type DashboardView, type SearchParams } from './view-queries'
import { heatRows, rankPlaces, type RankedPlace } from './where'

export interface WherePage {
  /** What is ranked: stations, or the districts of the station chosen. */
  place: 'station' | 'district'
  month: BillingMonth
  before: BillingMonth
  /** By what they are worth against their peers, the largest first. */
  ranked: RankedPlace[]
  checked: boolean
  notes: ChartNote[]
  charts: ChartSpec[]
  /** Rows of the heat map that are left out; 0 when all are shown. */
  hidden: number
  /** Whether the address asks for all of them. */
  all: boolean
}

const HEAT_ROWS = 25

/** Where to look, in the last month of the view and along its range. */
export async function wherePage(viewer: Viewer, view: DashboardView, params: SearchParams, context: ChartContext, noteText: NoteText): Promise<WherePage> {
  const station = view.station
  const shift = view.compare === 'year' ? -12 : -1
  const before = addMonths(view.to, shift)
  const [rows, errors, months, notes] = await Promise.all([
    placeMonths(viewer, { stationId: station?.id, from: addMonths(view.from, shift), to: view.to }, view.basis),
    station ? districtErrorRates(viewer, station.id, { month: view.to, categoryId: view.category?.id }) : stationErrorRates(viewer, { month: view.to, categoryId: view.category?.id }),
    monthErrorRates(viewer, scopeOf(view), view.category?.id),
    notesFor(viewer, { ...scopeOf(view), from: before < view.from ? before : view.from }),
  ])
  const ofCategory = rows.filter(({ categoryId }) => view.category === null || categoryId === view.category.id)
  const places = station ? view.districts : view.stations
  const isShown = ({ placeId }: { placeId: number }) => !view.district || placeId === view.district.id
  const codes = new Map(view.categories.map(({ id, code }) => [id, code]))
  const rates = new Map(errors.map(({ placeId, failed, inspected }) => [placeId, { failed, inspected }]))
  const ranked = rankPlaces(ofCategory, places, view.to, before, (id) => codes.get(id) ?? String(id)).filter(isShown).map((one): RankedPlace => ({ ...one, errors: rates.get(one.placeId) ?? null }))
  const heat = heatRows(ofCategory, places, view, shift).filter(isShown)
  const all = single(params['rows']) === 'all'
  const shown = all ? heat : heat.slice(0, HEAT_ROWS)
  const place = station ? 'district' : 'station'
  return {
    place, month: view.to, before, notes, all,
    ranked: ranked.sort((a, b) => (abs(b.worthFen) > abs(a.worthFen) ? 1 : abs(b.worthFen) < abs(a.worthFen) ? -1 : a.code.localeCompare(b.code))),
    checked: errors.length > 0,
    hidden: heat.length - shown.length,
    charts: whereCharts(context, { ranked, heat: shown, heatOf: heat.length, months, range: view, before, place, category: view.category, params: view.params, notes: notes.map((note) => ({ month: note.month, text: noteText(note) })) }),
  }
}

const abs = (amount: bigint): bigint => (amount < 0n ? -amount : amount)
