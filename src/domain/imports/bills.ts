/** A row of a month's bills: what it says by itself. What the books say to it is checked set-wise in the database. */
import { addMonths, firstDayOf, type PlainDate } from '../plain-date'
import { nameKey, type ColumnOf } from './columns'
import { finding, type CellAt, type Finding, type Names, type ReadRow } from './finding'
import { readAccountNo, readDate, readMonth, readScaled, remembered } from './read-cells'

type Column = ColumnOf<'bills'>

/** The registers of a meter by the names that tariff documents use for them. */
const REGISTERS = [['sharp', 'sharpKwh'], ['peak', 'peakKwh'], ['flat', 'flatKwh'], ['valley', 'valleyKwh']] as const satisfies readonly (readonly [string, Column])[]

/** Reads rows to account number, station (or null), month, category (or null), Wh, fen, year to date, days billed, registers. */
export function billReader({ stations, categories }: Names): (cell: CellAt<Column>) => ReadRow {
  const monthOf = remembered((text) => {
    const month = readMonth(text)
    return month && { first: firstDayOf(month), next: firstDayOf(addMonths(month, 1)) }
  })
  const stationOf = remembered((text) => stations.get(nameKey(text)) ?? null)
  const categoryOf = remembered((text) => categories.get(nameKey(text)) ?? null)
  const dateOf = remembered(readDate)
  return (cell) => {
    const findings: Finding[] = []
    const wrong = (column: Column, code: Finding['code'], params: Finding['params'] = {}) => {
      findings.push(finding(column, code, { value: cell(column), ...params }))
      return null
    }
    /** An empty cell of a column that need not be there says nothing. */
    const given = <Value>(column: Column, read: (text: string) => Value | null, otherwise: () => null): Value | null => {
      const text = cell(column)
      return text === '' ? null : (read(text) ?? otherwise())
    }
    const accountNo = readAccountNo(cell('accountNo')) ?? wrong('accountNo', 'unreadable', { expected: 'account_number' })
    const month = monthOf(cell('month')) ?? wrong('month', 'unreadable', { expected: 'month' })
    const energyWh = readScaled(cell('energyKwh'), 3) ?? wrong('energyKwh', 'unreadable', { expected: 'energy' })
    const amountFen = readScaled(cell('amountYuan'), 2) ?? wrong('amountYuan', 'unreadable', { expected: 'money' })
    const stationId = given('station', stationOf, () => wrong('station', 'unknown-station'))
    const categoryId = given('category', categoryOf, () => wrong('category', 'unknown-category'))
    const yearToDate = given('yearToDateKwh', (text) => readScaled(text, 3), () => wrong('yearToDateKwh', 'unreadable', { expected: 'energy' }))
    const from = given('periodFrom', dateOf, () => wrong('periodFrom', 'unreadable', { expected: 'date' })) ?? month?.first ?? null
    const to = given('periodTo', dateOf, () => wrong('periodTo', 'unreadable', { expected: 'date' })) ?? month?.next ?? null
    const registers = readRegisters(cell, wrong)
    if (energyWh?.startsWith('-')) wrong('energyKwh', 'negative')
    if (isBackwards(from, to)) wrong('periodTo', 'period-backwards')
    if (registers && energyWh !== null && sumOf(registers) !== BigInt(energyWh)) wrong('energyKwh', 'registers-differ', { sum: kwhText(sumOf(registers)) })
    if (findings.length > 0 || month === null) return { values: null, findings }
    return {
      values: [accountNo, stationId === null ? null : String(stationId), month.first, categoryId === null ? null : String(categoryId), energyWh, amountFen, yearToDate, from, to, registers && JSON.stringify(registers)],
      findings,
    }
  }
}

const isBackwards = (from: PlainDate | null, to: PlainDate | null): boolean => from !== null && to !== null && from >= to

type Registers = Record<string, string>

/** Watt-hours by register; null when the file gives none. */
function readRegisters(cell: CellAt<Column>, wrong: (column: Column, code: Finding['code'], params?: Finding['params']) => null): Registers | null {
  const registers: Registers = {}
  for (const [name, column] of REGISTERS) {
    const text = cell(column)
    if (text === '') continue
    const energyWh = readScaled(text, 3) ?? wrong(column, 'unreadable', { expected: 'energy' })
    if (energyWh?.startsWith('-')) wrong(column, 'negative')
    registers[name] = energyWh ?? '0'
  }
  return Object.keys(registers).length === 0 ? null : registers
}

const sumOf = (registers: Registers): bigint => Object.values(registers).reduce((sum, energyWh) => sum + BigInt(energyWh), 0n)
const kwhText = (energyWh: bigint): string => String(energyWh / 1000n) + (energyWh % 1000n === 0n ? '' : `.${String(energyWh % 1000n).padStart(3, '0')}`)
