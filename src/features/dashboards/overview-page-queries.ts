import 'server-only'
import { notesFor, type ChartNote } from '@/features/chart-notes/queries'
import type { Viewer } from '@/server/viewer'
import type { ChartSpec } from '@/ui/charts/chart-spec'
import type { ChartContext } from './charts/chart-points'
import { overviewCharts } from './charts/overview-charts'
import { overview, type Overview } from './queries'
import { scopeOf, type DashboardView } from './view-queries'

export interface OverviewPage {
  overview: Overview
  notes: ChartNote[]
  charts: ChartSpec[]
}

export type NoteText = (note: ChartNote) => string

/** Everything the overview shows: what the page, its files and the monthly report are made of. */
export async function overviewPage(viewer: Viewer, view: DashboardView, context: ChartContext, noteText: NoteText): Promise<OverviewPage> {
  const [shown, notes] = await Promise.all([
    overview(viewer, { station: view.station, district: view.district, from: view.from, to: view.to, category: view.category, basis: view.basis, compare: view.compare }, view.categories),
    notesFor(viewer, scopeOf(view)),
  ])
  return { overview: shown, notes, charts: overviewCharts(context, { overview: shown, params: view.params, notes: notes.map((note) => ({ month: note.month, text: noteText(note) })) }) }
}
