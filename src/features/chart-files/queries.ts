import 'server-only'
import sharp from 'sharp'
import { writeCsv, writeXlsx, type OutCell } from '@/server/files/write-table'
import type { FileFormat } from '@/ui/charts/chart-card'
import type { ChartSpec } from '@/ui/charts/chart-spec'
import { CHART_WIDTH, drawChart } from '@/ui/charts/draw-chart'
import type { Drawing } from '@/ui/drawing/shapes'
import { bareSvg, drawingSvg } from './drawing-svg'
import type { TitledDrawing } from './schemas'

/** Twice as fine as the drawing: sharp on paper. */
const PNG_DENSITY = 192

/** The chart's exact values, a column a series; what is not known stays empty. */
export function chartRows({ labelHead, labels, series, control, unit, valueUnit }: ChartSpec): { head: string[]; rows: OutCell[][] } {
  const inUnit = (head: string): string => `${head} (${valueUnit ?? unit})`
  const limit = (value: string | undefined): OutCell => (value === undefined ? null : { number: value })
  return {
    head: [labelHead, ...series.map(({ label }) => inUnit(label)), ...(control ? [inUnit(control.lowerHead), inUnit(control.upperHead)] : [])],
    rows: labels.map((label, index): OutCell[] => [
      label,
      ...series.map(({ points }): OutCell => {
        const point = points[index]
        return point ? { number: point.value } : null
      }),
      ...(control ? [limit(control.limits[index]?.lower), limit(control.limits[index]?.upper)] : []),
    ]),
  }
}

/** What is said under a chart that leaves its page: its scope, its notes, its footnote. */
const linesUnder = ({ notes, labels, footnote }: ChartSpec, scope: string): string[] => [
  scope,
  ...notes.map(({ at, text }, index) => `▼${index + 1} ${labels[at] ?? ''} · ${text}`),
  ...(footnote === undefined ? [] : [footnote]),
]

/** A chart as it stands in a file or a document: its drawing, its title, what is said under it. */
export const titledDrawing = (spec: ChartSpec, scope: string): TitledDrawing => ({ drawing: drawChart(spec, CHART_WIDTH.wide), title: spec.title, lines: linesUnder(spec, scope) })

const pictureOf = (svg: string): Promise<Buffer> => sharp(Buffer.from(svg), { density: PNG_DENSITY }).png({ palette: true }).toBuffer()

/** A drawing as a picture with its title and what is said under it. */
export const drawingPng = (drawing: TitledDrawing): Promise<Buffer> => pictureOf(drawingSvg(drawing))

/** A drawing alone as a picture, for a document that numbers its figures itself. */
export const barePng = (drawing: Drawing): Promise<Buffer> => pictureOf(bareSvg(drawing))

/** A chart as a file. `scope` says in words what it covers. */
export async function chartFile(spec: ChartSpec, format: FileFormat, scope: string): Promise<Buffer> {
  switch (format) {
    case 'svg':
      return Buffer.from(drawingSvg(titledDrawing(spec, scope)))
    case 'png':
      return drawingPng(titledDrawing(spec, scope))
    case 'csv':
      return writeCsv(chartRows(spec))
    case 'xlsx':
      return writeXlsx([{ name: 'data', ...chartRows(spec) }])
  }
}
