import 'server-only'
import type { Mapping } from '@/domain/imports/columns'
import { cellReader } from './stage-rows'
import { correctionsOf, type StoredRow } from './stored-rows'

/** A row's cells by column as they count now: what people have put in their place included. */
export function cellsNow({ mapping }: { mapping: Mapping }, { rowNo, cells, decision }: StoredRow, columns: readonly string[]): Record<string, string> {
  const corrected = correctionsOf(new Map([[rowNo, decision]])).get(rowNo)
  const cell = cellReader(mapping, () => cells, () => corrected)
  return Object.fromEntries(columns.map((column) => [column, cell(column)]))
}
