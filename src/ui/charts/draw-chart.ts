import type { Drawing } from '../drawing/shapes'
import type { ChartSpec } from './chart-spec'
import { drawBars, drawWaterfall } from './draw-bars'
import { drawControl, drawLines } from './draw-lines'
import { drawHeat, drawRanked } from './draw-rows'

export const CHART_WIDTH = { wide: 640, narrow: 330 } as const
const HEIGHT = 260

/** Where everything of a chart goes, in pixels; pure, so that a page and a file show the same. */
export function drawChart(spec: ChartSpec, width: number): Drawing {
  switch (spec.kind) {
    case 'bars':
      return drawBars(spec, width, HEIGHT)
    case 'waterfall':
      // Where the names of the steps do not fit under their bars they stand beside them.
      return width < CHART_WIDTH.wide ? drawRanked(spec, width) : drawWaterfall(spec, width, HEIGHT)
    case 'lines':
      return drawLines(spec, width, HEIGHT)
    case 'control':
      return drawControl(spec, width, HEIGHT)
    case 'heat':
      return drawHeat(spec, width)
    case 'ranked':
      return drawRanked(spec, width)
  }
}
