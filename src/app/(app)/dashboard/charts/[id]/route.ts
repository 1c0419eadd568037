import { getLocale, getTranslations } from 'next-intl/server'
import { chartFile } from '@/features/chart-files/queries'
import { CHART_PAGES, chartsOf } from '@/features/dashboards/page-charts-queries'
import { resolveView } from '@/features/dashboards/view-queries'
import { reading, type RouteCall } from '@/server/authorized-route'
import { now } from '@/server/clock'
import { download } from '@/server/files/download'
import { FILE_FORMATS } from '@/ui/charts/chart-card'

/** A chart as PNG, SVG, CSV or xlsx, just as the page with the same address shows it. */
export const GET = reading({ permissions: ['dashboard.read'], use: 'export' }, async ({ viewer, request, params: { id } }: RouteCall<{ id: string }>) => {
  const asked = Object.fromEntries(new URL(request.url).searchParams)
  const page = CHART_PAGES.find((name) => name === asked['page'])
  const format = FILE_FORMATS.find((name) => name === asked['format'])
  if (!page || !format) return null
  const [view, t, note, dashboard, locale] = await Promise.all([resolveView(viewer, asked, now()), getTranslations('analysis'), getTranslations('chartNotes'), getTranslations('dashboard'), getLocale()])
  const charts = await chartsOf(page, viewer, view, asked, { t, locale, unit: view.unit }, ({ kind, text }) => note('onChart', { kind: note(`kinds.${kind}`), text }))
  const spec = charts.find((chart) => chart.id === id)
  if (!spec) return null
  const scope = [view.station?.name ?? dashboard('stations', { count: view.stations.length }), view.district?.name, spec.covers].filter(Boolean).join(' · ')
  return download(await chartFile(spec, format, scope), `${spec.title} ${view.from} ${view.to}.${format}`, format)
})
