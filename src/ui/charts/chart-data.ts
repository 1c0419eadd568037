/** What a chart by month is given; it computes nothing. */
export interface ChartSeries {
  key: string
  label: string
  /** By month: `value` is decimal text for the height of the bar, `text` is what people read. */
  points: readonly { value: string; text: string }[]
}

export interface MonthlyChartProps {
  labels: readonly string[]
  series: readonly ChartSeries[]
}
