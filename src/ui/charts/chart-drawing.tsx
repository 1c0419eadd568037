import { memo, useMemo, useState, useSyncExternalStore } from 'react'
import { svgMarkup } from '../drawing/drawing-markup'
import type { ChartSpec } from './chart-spec'
import { CHART_WIDTH, drawChart } from './draw-chart'

const never = () => () => undefined

/**
 * A chart drawn for wide and for narrow screens, so that its texts keep their size. The server draws it on the first page;
 * afterwards its spec alone travels, a tenth of the drawing, and the browser draws.
 */
export const ChartDrawing = memo(function ChartDrawing({ spec }: { spec: ChartSpec }) {
  const waking = useSyncExternalStore(never, () => false, () => typeof window !== 'undefined')
  // What the server has drawn stands there already: markup is left as it is found when a page wakes, until another takes its place.
  const [served, setServed] = useState(waking ? spec : null)
  if (served !== null && spec !== served) setServed(null)
  const [wide, narrow] = useMemo(() => (spec === served ? ['', ''] : [markup(spec, CHART_WIDTH.wide), markup(spec, CHART_WIDTH.narrow)]), [spec, served])
  return (
    <>
      <div className="chart-drawing hidden sm:block" suppressHydrationWarning dangerouslySetInnerHTML={{ __html: wide }} />
      <div className="chart-drawing sm:hidden" suppressHydrationWarning dangerouslySetInnerHTML={{ __html: narrow }} />
    </>
  )
})

const markup = (spec: ChartSpec, width: number): string => svgMarkup(drawChart(spec, width), spec.title)
