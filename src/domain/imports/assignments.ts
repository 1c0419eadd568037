/** A row of tariff assignments: which category an account is on, from a day until before another. */
import type { Split } from '../tariff/assignment'
import { nameKey, type ColumnOf } from './columns'
import { finding, type CellAt, type Finding, type Names, type ReadRow } from './finding'
import { readAccountNo, readDate, readDecimal, remembered } from './read-cells'

type Column = ColumnOf<'assignments'>

const METHODS: Readonly<Record<string, Split['method']>> = { 定比: 'fixed-ratio', 比例: 'fixed-ratio', 'fixed-ratio': 'fixed-ratio', ratio: 'fixed-ratio', 定量: 'fixed-quantity', 'fixed-quantity': 'fixed-quantity', quantity: 'fixed-quantity' }

export interface AssignmentNames extends Names {
  /** Category codes by id. */
  codes: ReadonlyMap<number, string>
}

/** Reads rows to account number, station (or null), category of the remainder, first day, day after the last (or null), splits as JSON (or null). */
export function assignmentReader({ stations, categories, codes }: AssignmentNames): (cell: CellAt<Column>) => ReadRow {
  const stationOf = remembered((text) => stations.get(nameKey(text)) ?? null)
  const categoryOf = remembered((text) => categories.get(nameKey(text)) ?? null)
  const dateOf = remembered(readDate)
  return (cell) => {
    const findings: Finding[] = []
    const wrong = (column: Column, code: Finding['code'], params: Finding['params'] = {}) => {
      findings.push(finding(column, code, { value: cell(column), ...params }))
      return null
    }
    const accountNo = readAccountNo(cell('accountNo')) ?? wrong('accountNo', 'unreadable', { expected: 'account_number' })
    const stationId = cell('station') === '' ? null : (stationOf(cell('station')) ?? wrong('station', 'unknown-station'))
    const categoryId = categoryOf(cell('category')) ?? wrong('category', 'unknown-category')
    const validFrom = dateOf(cell('validFrom')) ?? wrong('validFrom', 'unreadable', { expected: 'date' })
    const validTo = cell('validTo') === '' ? null : (dateOf(cell('validTo')) ?? wrong('validTo', 'unreadable', { expected: 'date' }))
    if (validFrom !== null && validTo !== null && validFrom >= validTo) wrong('validTo', 'period-backwards')
    const splits = readSplit(cell, (text) => codes.get(categoryOf(text) ?? -1) ?? null, wrong)
    if (findings.length > 0) return { values: null, findings }
    return { values: [accountNo, stationId === null ? null : String(stationId), String(categoryId), validFrom, validTo, splits], findings }
  }
}

/** One part of the meter's energy that goes to another category: all three cells, or none. */
function readSplit(cell: CellAt<Column>, codeOf: (text: string) => string | null, wrong: (column: Column, code: Finding['code'], params?: Finding['params']) => null): string | null {
  const columns = ['splitCategory', 'splitMethod', 'splitValue'] as const
  if (columns.every((column) => cell(column) === '')) return null
  const category = codeOf(cell('splitCategory')) ?? wrong('splitCategory', cell('splitCategory') === '' ? 'split-incomplete' : 'unknown-category')
  const method = METHODS[nameKey(cell('splitMethod'))] ?? wrong('splitMethod', 'split-incomplete')
  const value = readDecimal(cell('splitValue'))
  const isRatio = method === 'fixed-ratio'
  if (value === null || value.startsWith('-') || (isRatio && !/^(0(\.\d+)?|1(\.0+)?)$/.test(value))) return wrong('splitValue', 'unreadable', { expected: isRatio ? 'ratio' : 'energy' })
  if (category === null || method === null) return null
  return JSON.stringify([isRatio ? { category, method, ratio: value } : { category, method, kwh: value }])
}
