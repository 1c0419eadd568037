/** A row of a month's bills: what it says by itself. What the books say to it is checked set-wise in the database. */
import { addMonths, firstDayOf, monthOf as monthOfDay, type PlainDate } from '../plain-date'
import { nameKey, type ColumnOf } from './columns'
import { finding, type CellAt, type Finding, type Names, type ReadRow } from './finding'
import { readAccountNo, readDate, readDecimal, readMonth, readScaled, remembered } from './read-cells'

type Column = ColumnOf<'bills'>

/** The registers of a meter by the names that tariff documents use for them. */
const REGISTERS = [['sharp', 'sharpKwh'], ['peak', 'peakKwh'], ['flat', 'flatKwh'], ['valley', 'valleyKwh']] as const satisfies readonly (readonly [string, Column])[]

/** Reads rows to account number, station (or null), month, category (or null), Wh, fen, year to date, first day and day after the last where they are not the month's, registers, what else the meter says (`billMeterSchema`). */
export function billReader({ stations, categories }: Names): (cell: CellAt<Column>) => ReadRow {
  const monthOf = remembered((text) => {
    const month = readMonth(text)
    return month && { first: firstDayOf(month) }
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
    const from = given('periodFrom', dateOf, () => wrong('periodFrom', 'unreadable', { expected: 'date' }))
    const to = given('periodTo', dateOf, () => wrong('periodTo', 'unreadable', { expected: 'date' }))
    const registers = readRegisters(cell, wrong)
    const meter = readMeter(cell, wrong)
    if (energyWh?.startsWith('-')) wrong('energyKwh', 'negative')
    if (month && isBackwards(month.first, from, to)) wrong('periodTo', 'period-backwards')
    if (registers && energyWh !== null && sumOf(registers) !== BigInt(energyWh)) wrong('energyKwh', 'registers-differ', { sum: kwhText(sumOf(registers)) })
    if (findings.length > 0 || month === null) return { values: null, findings, ...(accountNo === null || month === null ? {} : { subject: { accountNo, month: month.first } }) }
    return {
      values: [accountNo, stationId === null ? null : String(stationId), month.first, categoryId === null ? null : String(categoryId), energyWh, amountFen, yearToDate, from, to, registers && JSON.stringify(registers), meter && JSON.stringify(meter)],
      findings,
    }
  }
}

/** A bill's period is its month, as far as the file does not say otherwise. */
export function isBackwards(firstOfMonth: PlainDate, from: PlainDate | null, to: PlainDate | null): boolean {
  return (from ?? firstOfMonth) >= (to ?? firstDayOf(addMonths(monthOfDay(firstOfMonth), 1)))
}

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

interface Meter {
  demand?: { maximum?: string; contract?: string }
  reactiveKvarh?: string
  lossKwh?: string
}

/** Demand, reactive energy and losses, as decimal text; null when the file gives none. */
function readMeter(cell: CellAt<Column>, wrong: (column: Column, code: Finding['code'], params?: Finding['params']) => null): Meter | null {
  const read = (column: Column): string | null => {
    if (cell(column) === '') return null
    const text = readDecimal(cell(column))
    if (text?.startsWith('-')) return wrong(column, 'negative')
    return text ?? wrong(column, 'unreadable', { expected: 'energy' })
  }
  const [maximum, contract, reactiveKvarh, lossKwh] = [read('maximumDemandKw'), read('contractDemandKw'), read('reactiveKvarh'), read('lossKwh')]
  if (maximum === null && contract === null && reactiveKvarh === null && lossKwh === null) return null
  const demand = maximum === null && contract === null ? {} : { demand: { ...(contract === null ? {} : { contract }), ...(maximum === null ? {} : { maximum }) } }
  return { ...demand, ...(reactiveKvarh === null ? {} : { reactiveKvarh }), ...(lossKwh === null ? {} : { lossKwh }) }
}

const sumOf = (registers: Registers): bigint => Object.values(registers).reduce((sum, energyWh) => sum + BigInt(energyWh), 0n)
const kwhText = (energyWh: bigint): string => String(energyWh / 1000n) + (energyWh % 1000n === 0n ? '' : `.${String(energyWh % 1000n).padStart(3, '0')}`)
