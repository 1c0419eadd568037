/** Reads `account,category,month,energy_kwh` as it streams by: a company's year fits, a row at a time. */
import { createReadStream } from 'node:fs'
import { parse } from 'csv-parse'
import { addMonths, isBillingMonth, monthsBetween, type BillingMonth } from '@/domain/plain-date'
import type { SeriesTable } from '@/domain/suspects/series'

const COLUMNS = ['account', 'category', 'month', 'energy_kwh'] as const
const FAULTS_NAMED = 50
const ENERGY = /^\d+(\.\d+)?$/

export interface SeriesFile {
  table: SeriesTable
  accounts: string[]
  /** As recorded in each account's newest month. */
  categories: string[]
  /** What is wrong with it, a line each. */
  faults: string[]
  /** Nothing could be read. */
  fatal: boolean
}

/** @throws NodeJS.ErrnoException when the file cannot be read */
export async function readSeriesFile(file: string): Promise<SeriesFile> {
  const collector = new Collector()
  const input = file === '-' ? process.stdin : createReadStream(file)
  const parser = parse({ bom: true, trim: true, skip_empty_lines: true, relax_column_count: true, relax_quotes: true, info: true })
  input.on('error', (error: Error) => parser.destroy(error))
  let places: number[] | null = null
  for await (const { record, info } of input.pipe(parser) as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
    if (places === null) {
      const header = record.map((name) => name.toLowerCase())
      places = COLUMNS.map((column) => header.indexOf(column))
      const missing = COLUMNS.filter((_, place) => places?.[place] === -1)
      if (missing.length > 0) return collector.refused(`${file}: missing column ${missing.join(', ')}; the file has ${record.join(', ')}`)
      continue
    }
    collector.add(info.lines, places.map((place) => record[place] ?? ''))
  }
  if (places === null) return collector.refused(`${file}: empty; expected the columns ${COLUMNS.join(',')}`)
  if (collector.isEmpty()) return collector.refused(`${file}: no row could be read`)
  return collector.done()
}

const GROWTH = 2
const FIRST_ROWS = 1024

class Collector {
  private readonly rows = new Map<string, number>()
  private readonly accounts: string[] = []
  private readonly categories: string[] = []
  private newest: BillingMonth[] = []
  /** A column of energies by month. */
  private readonly columns = new Map<BillingMonth, Float32Array>()
  private readonly faults: string[] = []
  private unnamed = 0

  isEmpty = (): boolean => this.accounts.length === 0

  add(line: number, [account = '', category = '', month = '', energy = '']: readonly string[]): void {
    if (account === '') return this.fault(line, 'account', 'is empty')
    if (category === '') return this.fault(line, 'category', 'is empty')
    if (!isBillingMonth(month)) return this.fault(line, 'month', `expected YYYY-MM, found ${JSON.stringify(month)}`)
    // A month without a reading is a gap, not a fault.
    if (energy !== '' && !ENERGY.test(energy)) return this.fault(line, 'energy_kwh', `expected kWh as a number of at least 0, found ${JSON.stringify(energy)}`)
    const row = this.rowOf(account, category, month)
    if (energy === '') return
    const column = this.columnOf(month)
    if (!Number.isNaN(column[row] ?? Number.NaN)) return this.fault(line, 'month', `${account} has ${month} twice; the first counts`)
    column[row] = Number(energy)
  }

  private rowOf(account: string, category: string, month: BillingMonth): number {
    const known = this.rows.get(account)
    const row = known ?? this.accounts.length
    if (known === undefined) {
      this.rows.set(account, row)
      this.accounts.push(account)
    }
    if (known === undefined || month >= (this.newest[row] ?? month)) {
      this.categories[row] = category
      this.newest[row] = month
    }
    return row
  }

  private columnOf(month: BillingMonth): Float32Array {
    const column = this.columns.get(month)
    if (column && column.length >= this.accounts.length) return column
    const grown = new Float32Array(Math.max(FIRST_ROWS, this.accounts.length * GROWTH)).fill(Number.NaN)
    if (column) grown.set(column)
    this.columns.set(month, grown)
    return grown
  }

  private fault(line: number, column: string, text: string): void {
    if (this.faults.length < FAULTS_NAMED) this.faults.push(`line ${line}, ${column}: ${text}`)
    else this.unnamed += 1
  }

  refused = (line: string): SeriesFile => ({ table: { months: [], values: new Float32Array() }, accounts: [], categories: [], faults: [...this.allFaults(), line], fatal: true })

  private allFaults = (): string[] => [...this.faults, ...(this.unnamed > 0 ? [`… and ${this.unnamed} more`] : [])]

  done(): SeriesFile {
    const given = [...this.columns.keys()].sort()
    const [first, last] = [given[0], given.at(-1)]
    const months = first && last ? Array.from({ length: monthsBetween(first, last) + 1 }, (_, place) => addMonths(first, place)) : []
    const values = new Float32Array(this.accounts.length * months.length).fill(Number.NaN)
    months.forEach((month, place) => {
      const column = this.columns.get(month)
      for (let row = 0; column && row < this.accounts.length; row += 1) values[row * months.length + place] = column[row] ?? Number.NaN
      this.columns.delete(month)
    })
    return { table: { months, values }, accounts: this.accounts, categories: this.categories, faults: this.allFaults(), fatal: false }
  }
}
