/** What people have noted on months, on every chart of the scope: at its month, or under a chart that has no axis of months. */
import type { BillingMonth } from '@/domain/plain-date'
import type { ChartNote, ChartSpec } from '@/ui/charts/chart-spec'
import { formatMonth } from '@/ui/format'

export interface MonthNote {
  month: BillingMonth
  text: string
}

/** Notes on months of the range, by their place on the axis. */
export const notesAt = (months: readonly BillingMonth[], notes: readonly MonthNote[]): ChartNote[] =>
  notes.flatMap(({ month, text }) => {
    const at = months.indexOf(month)
    return at < 0 ? [] : [{ at, text }]
  })

/** The chart with the notes on the months it is about said under it. */
export const notedBelow = (spec: ChartSpec, months: readonly BillingMonth[], notes: readonly MonthNote[]): ChartSpec => {
  const lines = notes.filter(({ month }) => months.includes(month)).map(({ month, text }) => `${formatMonth(month, spec.locale)} · ${text}`)
  const said = [...(spec.footnote === undefined ? [] : [spec.footnote]), ...lines]
  return said.length === 0 ? spec : { ...spec, footnote: said.join(' · ') }
}
