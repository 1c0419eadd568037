/** A row of the register: an account with its district and supply station. */
import { nameKey, type ColumnOf } from './columns'
import { finding, type CellAt, type Finding, type Names, type ReadRow } from './finding'
import { isFormula, readAccountNo, readDate, readText, remembered } from './read-cells'

type Column = ColumnOf<'accounts'>

const MOST_LETTERS = 200

/** Reads rows to station code and name, district code and name, number, name, address, meter, day opened, category. */
export function accountReader({ categories }: Pick<Names, 'categories'>): (cell: CellAt<Column>) => ReadRow {
  const categoryOf = remembered((text) => categories.get(nameKey(text)) ?? null)
  const dateOf = remembered(readDate)
  return (cell) => {
    const findings: Finding[] = []
    const wrong = (column: Column, code: Finding['code'], params: Finding['params'] = {}) => {
      findings.push(finding(column, code, { value: cell(column), ...params }))
      return null
    }
    const text = (column: Column): string | null => {
      const value = readText(cell(column), MOST_LETTERS)
      return value ?? (isFormula(cell(column)) ? wrong(column, 'formula') : wrong(column, 'unreadable', { expected: 'text' }))
    }
    const optionalText = (column: Column): string | null => (cell(column) === '' ? null : text(column))
    const given = <Value>(column: Column, read: (value: string) => Value | null, otherwise: () => null) => (cell(column) === '' ? null : (read(cell(column)) ?? otherwise()))
    const station = text('station')
    const stationName = optionalText('stationName')
    const district = text('district')
    const districtName = optionalText('districtName')
    const accountNo = readAccountNo(cell('accountNo')) ?? wrong('accountNo', 'unreadable', { expected: 'account_number' })
    const name = text('name')
    const address = text('address')
    const meterNo = optionalText('meterNo')
    const openedOn = given('openedOn', dateOf, () => wrong('openedOn', 'unreadable', { expected: 'date' }))
    const categoryId = given('category', categoryOf, () => wrong('category', 'unknown-category'))
    if (findings.length > 0) return { values: null, findings }
    return { values: [station, stationName, district, districtName, accountNo, name, address, meterNo, openedOn, categoryId === null ? null : String(categoryId)], findings }
  }
}
