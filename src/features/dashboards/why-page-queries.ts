import 'server-only'
import { addMonths, monthsBetween } from '@/domain/plain-date'
import { notesFor, type ChartNote } from '@/features/chart-notes/queries'
import type { Viewer } from '@/server/viewer'
import type { ChartSpec } from '@/ui/charts/chart-spec'
import { single } from '@/ui/url'
import { BRIDGE_BASES, revenueBridgeOf, type BridgeBasis, type BridgeReport } from './bridge-queries'
import type { ChartContext } from './charts/chart-points'
import { whyCharts } from './charts/why-charts'
import type { NoteText } from './overview-page-queries'
import { rangeFrom, type MonthRange } from './schemas'
import { isBadRange, type DashboardView, type SearchParams } from './view-queries'

export interface WhyPage {
  before: MonthRange
  after: MonthRange
  basis: BridgeBasis
  report: BridgeReport
  /** Of both periods. */
  notes: ChartNote[]
  charts: ChartSpec[]
}

/**
 * The two periods an address asks for. Without an earlier one the range's ends are compared; of a single month, the month
 * before it or the same one a year before. An earlier one that is no range leaves the later one as it was asked for, and
 * as many months before it, or the same a year before, stand in.
 */
export function periodsOf(view: Pick<DashboardView, 'from' | 'to' | 'compare'>, params: SearchParams): { before: MonthRange; after: MonthRange } {
  const asked = rangeFrom(single(params['baseFrom']), single(params['baseTo']))
  const later = { from: view.from, to: view.to }
  if (asked) return { before: asked, after: later }
  if (isBadRange(params['baseFrom'], params['baseTo'])) {
    const back = view.compare === 'year' ? -12 : -(monthsBetween(view.from, view.to) + 1)
    return { before: { from: addMonths(view.from, back), to: addMonths(view.to, back) }, after: later }
  }
  const first = view.from < view.to ? view.from : addMonths(view.to, view.compare === 'year' ? -12 : -1)
  return { before: { from: first, to: first }, after: { from: view.to, to: view.to } }
}

export async function whyPage(viewer: Viewer, view: DashboardView, params: SearchParams, context: ChartContext, noteText: NoteText): Promise<WhyPage> {
  const { before, after } = periodsOf(view, params)
  const basis = BRIDGE_BASES.find((name) => name === single(params['bridge'])) ?? 'posted'
  const place = { stationId: view.station?.id, districtId: view.district?.id }
  const [report, earlier, later] = await Promise.all([revenueBridgeOf(viewer, { ...place, before, after, basis }), notesFor(viewer, { ...place, ...before }), notesFor(viewer, { ...place, ...after })])
  const notes = [...new Map([...earlier, ...later].map((note) => [note.id, note])).values()]
  return { before, after, basis, report, notes, charts: report.complete ? whyCharts(context, { bridge: report.bridge, before, after, basis, params: view.params, notes: notes.map((note) => ({ month: note.month, text: noteText(note) })) }) : [] }
}
