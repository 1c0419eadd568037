import 'server-only'
import type { Viewer } from '@/server/viewer'
import type { ChartSpec } from '@/ui/charts/chart-spec'
import type { ChartContext } from './charts/chart-points'
import { overviewPage, type NoteText } from './overview-page-queries'
import { recoveredPage } from './recovered-page-queries'
import type { DashboardView, SearchParams } from './view-queries'
import { wherePage } from './where-page-queries'
import { whyPage } from './why-page-queries'

export const CHART_PAGES = ['overview', 'why', 'recovered', 'where'] as const
export type ChartPage = (typeof CHART_PAGES)[number]

/** The charts of a page as its address shows them: for their files. */
export async function chartsOf(page: ChartPage, viewer: Viewer, view: DashboardView, params: SearchParams, context: ChartContext, noteText: NoteText): Promise<ChartSpec[]> {
  switch (page) {
    case 'overview':
      return (await overviewPage(viewer, view, context, noteText)).charts
    case 'why':
      return (await whyPage(viewer, view, params, context, noteText)).charts
    case 'recovered':
      return (await recoveredPage(viewer, view, params, context, noteText)).charts
    case 'where':
      return (await wherePage(viewer, view, params, context, noteText)).charts
  }
}
