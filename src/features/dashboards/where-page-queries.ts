import 'server-only'
import { addMonths, type BillingMonth } from '@/domain/plain-date'
import type { District } from '@/features/accounts/queries'
import { districtErrorRates, monthErrorRates, stationErrorRates } from '@/features/bill-checks/error-rate-queries'
import { placeMonths, type PlaceMonth } from '@/features/bills/place-months-queries'
import { notesFor, type ChartNote } from '@/features/chart-notes/queries'
import type { Viewer } from '@/server/viewer'
import type { ChartSpec } from '@/ui/charts/chart-spec'
import { single } from '@/ui/url'
import type { ChartContext } from './charts/chart-points'
import { whereCharts, type WhereChartInput } from './charts/where-charts'
import type { NoteText } from './overview-page-queries'
import type { MonthRange } from './schemas'
import { scopeOf, type DashboardView, type SearchParams } from './view-queries'
import { heatRows, rankPlaces, type RankedPlace } from './where'

export interface WherePage {
  /** What is ranked: stations, or the districts of the station chosen. */
  place: 'station' | 'district'
  /** The last month of the range that was billed, which is ranked; the range's last where none was. */
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

/** Where to look, in the last month of the view that was billed and along its range. */
export async function wherePage(viewer: Viewer, view: DashboardView, params: SearchParams, context: ChartContext, noteText: NoteText): Promise<WherePage> {
  const station = view.station
  const shift = view.compare === 'year' ? -12 : -1
  const rows = (await placeMonths(viewer, { stationId: station?.id, from: addMonths(view.from, shift), to: view.to }, view.basis)).filter(({ categoryId }) => view.category === null || categoryId === view.category.id)
  const isShown = ({ placeId }: { placeId: number }) => !view.district || placeId === view.district.id
  const month = lastBilled(rows.filter(isShown), view) ?? view.to
  const range = { from: view.from, to: month }
  const before = addMonths(month, shift)
  const [errors, months, notes] = await Promise.all([
    station ? districtErrorRates(viewer, station.id, { month, categoryId: view.category?.id }) : stationErrorRates(viewer, { month, categoryId: view.category?.id }),
    monthErrorRates(viewer, scopeOf(view), view.category?.id),
    notesFor(viewer, { ...scopeOf(view), from: before < view.from ? before : view.from }),
  ])
  const places = station ? view.districts : view.stations
  const codes = new Map(view.categories.map(({ id, code }) => [id, code]))
  const rates = new Map(errors.map(({ placeId, failed, inspected }) => [placeId, { failed, inspected }]))
  // Peers, limits and what is typical are of every place of the level; a district chosen only narrows what is shown.
  const every = rankPlaces(rows, places, month, before, (id) => codes.get(id) ?? String(id)).map((one): RankedPlace => ({ ...one, errors: rates.get(one.placeId) ?? null }))
  const heat = heatRows(rows, places, range, shift).filter(isShown)
  const all = single(params['rows']) === 'all'
  const shown = all ? heat : heat.slice(0, HEAT_ROWS)
  const input = { heat: shown, heatOf: heat.length, months, range, before, place: station ? 'district' : 'station', category: view.category, params: view.params, notes: notes.map((note) => ({ month: note.month, text: noteText(note) })) } as const
  const ranked = every.filter(isShown)
  return {
    place: input.place, month, before, notes, all,
    ranked: [...ranked].sort((a, b) => (abs(b.worthFen) > abs(a.worthFen) ? 1 : abs(b.worthFen) < abs(a.worthFen) ? -1 : a.code.localeCompare(b.code))),
    checked: errors.length > 0,
    hidden: heat.length - shown.length,
    charts: chartsWithPeers(context, { ...input, ranked }, every, view.district),
  }
}

/** The last month of the range in which there are bills. */
function lastBilled(rows: readonly PlaceMonth[], { from, to }: MonthRange): BillingMonth | undefined {
  return rows.filter(({ month, accounts }) => accounts > 0 && month >= from && month <= to).map(({ month }) => month).sort().at(-1)
}

/** The charts of what is shown; that of error rates has all places, whose limits they are, and says where the district chosen lies. */
function chartsWithPeers(context: ChartContext, input: WhereChartInput, every: readonly RankedPlace[], district: District | null): ChartSpec[] {
  const ofAll = whereCharts(context, { ...input, ranked: every })
  if (!district) return ofAll
  const narrowed = new Map(whereCharts(context, input).map((spec) => [spec.id, spec]))
  return ofAll.flatMap((spec) => (spec.id === 'errors' ? standingOf(context, spec, district) : (narrowed.get(spec.id) ?? [])))
}

/** The chart with the rate of one of its places, and its limits, said below. A point is known by where it leads: names repeat. */
function standingOf({ t }: ChartContext, spec: ChartSpec, { name, code }: District): ChartSpec {
  const [series] = spec.series
  const at = series?.points.findIndex((point) => point?.href !== undefined && new URLSearchParams(point.href.split('?')[1]).get('district') === code) ?? -1
  const [point, limits] = [series?.points[at], spec.control?.limits[at]]
  const said = point && limits ? t('where.standing', { place: name, rate: point.exact, lower: limits.lower, upper: limits.upper }) : t('where.standingNone', { place: name })
  return { ...spec, footnote: [said, spec.footnote].filter(Boolean).join(' · ') }
}

const abs = (amount: bigint): bigint => (amount < 0n ? -amount : amount)
