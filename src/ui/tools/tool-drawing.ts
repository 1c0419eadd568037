/** The picture that belongs to a tool, from what stands in it; null while there is too little to draw. */
import { causeTree } from '@/domain/quality/cause-tree'
import { planItems } from '@/domain/quality/plan'
import { CONTROL_CHARTS, cell, numberIn, type SheetContent } from '@/domain/quality/tool-sheet'
import type { ToolKind } from '@/domain/quality/vocabulary'
import type { PlainDate } from '@/domain/plain-date'
import { association, spreadOf, type Pair } from '@/domain/statistics/association'
import { controlSeries, type ChartKind, type ControlSeries } from '@/domain/statistics/control-series'
import { isShare, wilsonInterval } from '@/domain/statistics/proportions'
import type { Drawing } from '../drawing/shapes'
import { beforeAfterDrawing, paretoDrawing, stratifiedDrawing, type BeforeAfterItem } from './bars'
import { fishboneDrawing } from './fishbone'
import { ganttDrawing } from './gantt'
import { controlDrawing } from './over-time'
import { radarDrawing } from './radar'
import { histogramDrawing, scatterDrawing } from './spread'

export interface DrawingWords {
  before: string
  after: string
  mean: string
  count: string
  agreed: string
  planned: string
  actual: string
  month: (month: string) => string
}

/** What a rating is drawn against where nothing is said. */
const FULL_MARKS = 10

/** The control chart's points as numbers; rows that are no counts are left out. */
export function seriesOf({ rows, settings }: SheetContent): ControlSeries | null {
  const chart: ChartKind = CONTROL_CHARTS.find((kind) => kind === cell(settings, 'chart')) ?? 'run'
  const points = rows.flatMap((row) => {
    const [count, size] = [numberIn(row, 'count'), numberIn(row, 'size') ?? (chart === 'run' ? 1 : null)]
    const possible = count !== null && size !== null && size > 0 && (chart === 'run' || (Number.isInteger(count) && count >= 0 && (chart === 'u' || (Number.isInteger(size) && count <= size))))
    return possible ? [{ label: cell(row, 'label'), count, size, split: cell(row, 'split') }] : []
  })
  return controlSeries(chart, points, numberIn(settings, 'baseline') ?? 0)
}

export const pairsOf = ({ rows }: SheetContent): Pair[] =>
  rows.flatMap((row) => {
    const [x, y] = [numberIn(row, 'x'), numberIn(row, 'y')]
    return x === null || y === null ? [] : [{ x, y }]
  })

export const valuesOf = ({ rows }: SheetContent): number[] => rows.map((row) => numberIn(row, 'value')).filter((value) => value !== null)

export function sharesOf({ rows }: SheetContent): BeforeAfterItem[] {
  return rows.flatMap((row) => {
    const before = { cases: numberIn(row, 'casesBefore') ?? -1, of: numberIn(row, 'ofBefore') ?? 0 }
    const after = { cases: numberIn(row, 'casesAfter') ?? -1, of: numberIn(row, 'ofAfter') ?? 0 }
    const side = (share: typeof before) => ({ share: share.cases / share.of, interval: wilsonInterval(share) })
    return isShare(before) && isShare(after) ? [{ name: cell(row, 'item'), before: side(before), after: side(after) }] : []
  })
}

/**
 * @param title what a cause-and-effect diagram points to where its effect is not written
 * @param agreed the plan's agreed baseline, for the plan alone
 */
export function toolDrawing(kind: ToolKind, title: string, content: SheetContent, words: DrawingWords, today: PlainDate, agreed: SheetContent | null = null): Drawing | null {
  const { rows, settings } = content
  const counted = rows.map((row) => ({ name: cell(row, 'item'), item: cell(row, 'item'), stratum: cell(row, 'stratum'), count: numberIn(row, 'count') ?? 0 }))
  switch (kind) {
    case 'pareto':
      return paretoDrawing(counted, cell(settings, 'unit'))
    case 'check-sheet':
      return stratifiedDrawing(counted, cell(settings, 'unit'))
    case 'causes':
      return fishboneDrawing(cell(settings, 'effect') || title, causeTree(content))
    case 'control-chart': {
      const series = seriesOf(content)
      return series && controlDrawing(series, { unit: cell(settings, 'unit'), percent: ['p', 'laney'].includes(cell(settings, 'chart')), baseline: { points: numberIn(settings, 'baseline') ?? 0, name: words.agreed } })
    }
    case 'histogram': {
      const spread = spreadOf(valuesOf(content))
      return spread && histogramDrawing(spread, { lower: numberIn(settings, 'lower'), upper: numberIn(settings, 'upper') }, { mean: words.mean, count: words.count, unit: cell(settings, 'unit') })
    }
    case 'scatter':
      return scatterDrawing(pairsOf(content), association(pairsOf(content)), { x: cell(settings, 'xUnit'), y: cell(settings, 'yUnit') })
    case 'before-after':
      return beforeAfterDrawing(sharesOf(content), words)
    case 'radar':
      return radarDrawing(rows.map((row) => ({ name: cell(row, 'axis'), before: numberIn(row, 'before') ?? 0, after: numberIn(row, 'after') ?? 0 })), Math.max(0, numberIn(settings, 'most') ?? 0) || FULL_MARKS, words)
    case 'plan':
      return ganttDrawing(planItems(content, agreed, today), today, words)
    case 'notes':
    case 'confirmations':
    case 'countermeasures':
    case 'standards':
      return null
  }
}
