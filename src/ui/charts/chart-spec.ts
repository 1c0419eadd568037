/**
 * A chart as data. Everything that comes of one is made from this: the drawing on the page, in a file, a PDF or a Word
 * document, the table behind the switch, CSV and xlsx. It computes nothing: values and texts come ready-made.
 */
import type { FormatLocale } from '../format'

export interface ChartPoint {
  /** Plain decimal text in the base unit: what CSV and xlsx hold, and the height of the mark. */
  value: string
  /** What stands in the table, in the unit chosen. */
  text: string
  /** The exact value with its unit, whatever unit is chosen: shown on hover and read out. */
  exact: string
  /** The accounts behind it. */
  href?: string
  /** In a heat map: how strong its colour is, −100 to 100, where that is not the value itself. */
  shade?: number
}

export interface ChartSeries {
  key: string
  label: string
  /** A point a label; null where there is no data, which is not the same as 0. */
  points: readonly (ChartPoint | null)[]
  /** Dashed: what it is compared with, or a target. */
  dashed?: boolean
}

export const CHART_KINDS = ['bars', 'lines', 'waterfall', 'control', 'heat', 'ranked'] as const
export type ChartKind = (typeof CHART_KINDS)[number]

export interface ChartNote {
  /** Which label it stands at. */
  at: number
  text: string
}

export interface ChartSpec {
  /** Unique on its page, and in the address of its files. */
  id: string
  kind: ChartKind
  title: string
  /** What the labels are: months, stations. Heads the table's first column. */
  labelHead: string
  labels: readonly string[]
  series: readonly ChartSeries[]
  /** Of the axis and the table: `元`, `kWh`. */
  unit: string
  /** Of the exact values, where the axis counts in another: `元` of an axis in 万元. */
  valueUnit?: string
  /** The axis counts in 10 to this power: 4 for 万元. */
  unitPower: number
  /** Whether the axis begins at 0; bars always do. */
  fromZero: boolean
  /** For a control chart: the centre line, and limits by label with what they are called. */
  control?: { mean: string; meanText: string; lowerHead: string; upperHead: string; limits: readonly ({ lower: string; upper: string } | null)[] }
  notes: readonly ChartNote[]
  locale: FormatLocale
  /** In words what it covers besides its place: months, category, basis. A picture that leaves its page says it. */
  covers: string
  /** Said under the chart. */
  footnote?: string
}

/** Whether there is anything to draw. */
export const isEmptyChart = ({ series }: ChartSpec): boolean => series.every(({ points }) => points.every((point) => point === null))

/** Pixels only: the one place where exact decimal text becomes a binary number. */
export const forDrawing = (value: string): number => Number(value)
