import type { ToolKind } from '@/domain/quality/vocabulary'

/** Questions to the books, and the tool each fills. */
export const BOOKS_QUERIES = {
  'findings-by-kind': 'pareto',
  'differences-by-kind': 'pareto',
  'differences-by-station': 'pareto',
  'differences-by-kind-and-month': 'check-sheet',
  'categories-by-month': 'check-sheet',
  'error-rate-by-month': 'control-chart',
  'price-by-district': 'histogram',
  'accounts-and-energy-by-district': 'scatter',
} as const satisfies Readonly<Record<string, ToolKind>>

export type BooksQuery = keyof typeof BOOKS_QUERIES

export const BOOKS_QUERY_NAMES = Object.keys(BOOKS_QUERIES) as [BooksQuery, ...BooksQuery[]]
