import { getLocale, getTranslations } from 'next-intl/server'
import { mayDo } from '@/domain/identity/permissions'
import { chartFile } from '@/features/chart-files/queries'
import { rangeText } from '@/features/dashboards/charts/why-charts'
import { CHART_PAGES, chartsOf } from '@/features/dashboards/page-charts-queries'
import { resolveView } from '@/features/dashboards/view-queries'
import { now } from '@/server/clock'
import { download } from '@/server/files/download'
import { currentViewer } from '@/server/session'
import { FILE_FORMATS } from '@/ui/charts/chart-card'

interface Context {
  params: Promise<{ id: string }>
}

/** A chart as PNG, SVG, CSV or xlsx, just as the page with the same address shows it. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const viewer = await currentViewer()
  if (!viewer || !mayDo(viewer.role, 'dashboard.read')) return new Response(null, { status: viewer ? 403 : 401 })
  const asked = Object.fromEntries(new URL(request.url).searchParams)
  const page = CHART_PAGES.find((name) => name === asked['page'])
  const format = FILE_FORMATS.find((name) => name === asked['format'])
  if (!page || !format) return new Response(null, { status: 404 })
  const [{ id }, view, t, note, dashboard, locale] = await Promise.all([params, resolveView(viewer, asked, now()), getTranslations('analysis'), getTranslations('chartNotes'), getTranslations('dashboard'), getLocale()])
  const charts = await chartsOf(page, viewer, view, asked, { t, locale, unit: view.unit }, ({ kind, text }) => note('onChart', { kind: note(`kinds.${kind}`), text }))
  const spec = charts.find((chart) => chart.id === id)
  if (!spec) return new Response(null, { status: 404 })
  const scope = [view.station?.name ?? dashboard('stations', { count: view.stations.length }), view.district?.name, rangeText(view, locale)].filter(Boolean).join(' · ')
  return download(await chartFile(spec, format, scope), `${spec.title} ${view.from} ${view.to}.${format}`, format)
}
