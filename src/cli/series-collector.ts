/** Gathers readings that come in any order into a table of accounts by month, and says what is wrong with them, line by line. */
import { addMonths, isBillingMonth, monthsBetween, type BillingMonth } from '@/domain/plain-date'
import type { SeriesTable } from '@/domain/suspects/series'

const FAULTS_NAMED = 50
const ENERGY = /^(\d+(\.\d*)?|\.\d+)(e[+-]?\d{1,2})?$/i
/** No meter of one account turns further in a month: a thousand million kWh. */
const MOST_KWH = 1e9
/** Months further than this from the nearest others are a slip of the year. */
const FARTHEST_MONTHS = 24
/** Of the table, 4 bytes each; from here on the oldest months are left out. */
const MOST_CELLS = 2 ** 28

export interface CollectedSeries {
  table: SeriesTable
  accounts: string[]
  /** As recorded in each account's newest month. */
  categories: string[]
  /** What is wrong, a line each. */
  faults: string[]
}

const GROWTH = 2
const FIRST_ROWS = 1024

interface Column {
  energies: Float32Array
  readings: number
  firstLine: number
}

export class SeriesCollector {
  private readonly rows = new Map<string, number>()
  private readonly accounts: string[] = []
  private readonly categories: string[] = []
  private newest: BillingMonth[] = []
  private readonly columns = new Map<BillingMonth, Column>()
  private readonly faults: string[] = []
  private unnamed = 0

  add(line: number, [account = '', category = '', month = '', energy = '']: readonly string[]): void {
    if (account === '') return this.fault(line, 'account', 'is empty')
    if (category === '') return this.fault(line, 'category', `is empty for ${account}`)
    if (!isBillingMonth(month)) return this.fault(line, 'month', `expected YYYY-MM, found ${shown(month)}`)
    const known = this.rows.get(account)
    const isTaken = known !== undefined && !Number.isNaN(this.columns.get(month)?.energies[known] ?? Number.NaN)
    // The account counts as recorded even where its reading does not.
    const row = isTaken ? known : this.rowOf(account, category, month)
    // A month without a reading is a gap, not a fault.
    if (energy === '') return
    const kwh = ENERGY.test(energy) ? Number(energy) : Number.NaN
    if (Number.isNaN(kwh)) return this.fault(line, 'energy_kwh', `expected kWh as a number of at least 0, found ${shown(energy)}`)
    if (kwh > MOST_KWH) return this.fault(line, 'energy_kwh', `expected at most ${MOST_KWH} kWh a month, found ${shown(energy)}`)
    if (isTaken) return this.fault(line, 'month', `${account} has ${month} twice; the first counts`)
    this.put(line, month, row, kwh)
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

  private put(line: number, month: BillingMonth, row: number, kwh: number): void {
    const column = this.columns.get(month) ?? { energies: new Float32Array(0), readings: 0, firstLine: line }
    if (column.energies.length <= row) {
      const grown = new Float32Array(Math.max(FIRST_ROWS, this.accounts.length * GROWTH)).fill(Number.NaN)
      grown.set(column.energies)
      column.energies = grown
      this.columns.set(month, column)
    }
    column.energies[row] = kwh
    column.readings += 1
  }

  private fault(line: number, column: string, text: string): void {
    this.say(`line ${line}, ${column}: ${text}`)
  }

  private say(text: string): void {
    if (this.faults.length < FAULTS_NAMED) this.faults.push(text)
    else this.unnamed += 1
  }

  done(): CollectedSeries {
    const months = this.monthsThatBelong()
    const values = new Float32Array(this.accounts.length * months.length).fill(Number.NaN)
    months.forEach((month, place) => {
      const energies = this.columns.get(month)?.energies
      for (let row = 0; energies && row < this.accounts.length; row += 1) values[row * months.length + place] = energies[row] ?? Number.NaN
      this.columns.delete(month)
    })
    return { table: { months, values }, accounts: this.accounts, categories: this.categories, faults: [...this.faults, ...(this.unnamed > 0 ? [`… and ${this.unnamed} more`] : [])] }
  }

  /** All months from the first to the last, without any that stand alone in another time: one slip would make the table a century long. */
  private monthsThatBelong(): BillingMonth[] {
    const runs: BillingMonth[][] = []
    for (const month of [...this.columns.keys()].sort()) {
      const run = runs.at(-1)
      const last = run?.at(-1)
      if (run && last !== undefined && monthsBetween(last, month) <= FARTHEST_MONTHS) run.push(month)
      else runs.push([month])
    }
    const readings = (run: readonly BillingMonth[]) => run.reduce((sum, month) => sum + (this.columns.get(month)?.readings ?? 0), 0)
    const main = runs.reduce<BillingMonth[]>((best, run) => (readings(run) > readings(best) ? run : best), [])
    for (const month of runs.filter((run) => run !== main).flat()) this.leaveOut(month, `more than ${FARTHEST_MONTHS} months from the others`)
    const [first, last] = [main[0], main.at(-1)]
    if (first === undefined || last === undefined) return []
    const most = Math.max(1, Math.floor(MOST_CELLS / this.accounts.length))
    const from = monthsBetween(first, last) < most ? first : addMonths(last, 1 - most)
    for (const month of main) if (month < from) this.leaveOut(month, `more than ${most} months are too many for so many accounts`)
    return Array.from({ length: monthsBetween(from, last) + 1 }, (_, place) => addMonths(from, place))
  }

  private leaveOut(month: BillingMonth, why: string): void {
    const column = this.columns.get(month)
    this.say(`line ${column?.firstLine ?? 0}, month: ${month} left out with its ${column?.readings ?? 0} readings: ${why}`)
    this.columns.delete(month)
  }
}

const SHOWN_LETTERS = 40
const shown = (text: string): string => JSON.stringify(text.length > SHOWN_LETTERS ? `${text.slice(0, SHOWN_LETTERS)}…` : text)
