/** A report as data, all texts ready: what PDF and Word are both made of. Plain JSON. */
import type { TitledDrawing } from '@/features/chart-files/schemas'
import type { FormatLocale } from '@/ui/format'

export interface ReportTable {
  head: readonly string[]
  /** The first column is a name, the others numbers. */
  rows: readonly (readonly string[])[]
}

export interface ReportSection {
  title: string
  paragraphs: readonly string[]
  tables: readonly ReportTable[]
  charts: readonly TitledDrawing[]
}

export interface ReportDocument {
  locale: FormatLocale
  title: string
  /** Under the title: scope, when it was made, where the same view is. */
  lines: readonly string[]
  sections: readonly ReportSection[]
  /** `{page}` and `{pages}` stand for the numbers. */
  pageWords: string
}
