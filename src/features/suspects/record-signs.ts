import 'server-only'
import type { Fen } from '@/domain/money'
import { fen } from '@/domain/money'
import { addMonths, firstDayOf, type PlainDate } from '@/domain/plain-date'
import { turnsTaken, type Sign } from '@/domain/suspects/rules'
import { seriesOf, type SeriesTable } from '@/domain/suspects/series'
import type { AssignmentTerms } from '@/domain/tariff/assignment'
import type { Category } from '@/features/tariffs/queries'
import type { Stakes } from './stakes'
import type { StationAccounts, StationBills } from './station-series'

/** A sign with what it is worth; the sign of the whole account is null. */
export interface RuleStake {
  sign: Sign | null
  stakeFen: Fen | null
}

interface OnRecord {
  stakes: Stakes
  bills: StationBills
  row: number
  terms: AssignmentTerms
  byId: ReadonlyMap<number, Category>
  assignedFrom: string
}

/** A split may drift by this before anyone looks: a tenth of what all on the split's category would bring. */
const DRIFT = 10n
const YEAR_MONTHS = 12

/** What bills and record say of each other: a split that bills do not show or nobody has looked at for a year, a bill at another category's price. */
export function recordSigns(input: OnRecord): (RuleStake & { sign: Sign })[] {
  return [...splitSigns(input), ...priceSigns(input)]
}

function splitSigns({ stakes, bills, row, terms, assignedFrom }: OnRecord): (RuleStake & { sign: Sign })[] {
  const first = terms.splits[0]
  const last = bills.months.at(-1)
  if (!first || last === undefined) return []
  const begun = (column: number) => firstDayOf(bills.months[column] ?? last) >= assignedFrom
  const cells = bills.months.flatMap((_, column) => (begun(column) && (bills.kwh[row * bills.months.length + column] ?? Number.NaN) > 0 ? [row * bills.months.length + column] : []))
  if (cells.length > 0 && cells.every((cell) => bills.hasParts[cell] === 0)) {
    return [{ sign: { rule: 'split-never-applied', params: { months: cells.length, category: first.category } }, stakeFen: stakes.difference(bills, row, terms, begun) }]
  }
  if ((assignedFrom as PlainDate) > firstDayOf(addMonths(last, 1 - YEAR_MONTHS))) return []
  const whole = stakes.difference(bills, row, { remainder: first.category, splits: [] }, begun)
  return [{ sign: { rule: 'split-not-verified', params: { since: assignedFrom, category: first.category } }, stakeFen: whole === null ? null : fen(whole / DRIFT) }]
}

/** The newest bill is not what the record makes of it, and is to the fen what another category would. */
function priceSigns({ stakes, bills, row, terms, byId }: OnRecord): (RuleStake & { sign: Sign })[] {
  const column = bills.months.length - 1
  const cell = row * bills.months.length + column
  if (terms.splits.length > 0 || !((bills.kwh[cell] ?? Number.NaN) > 0)) return []
  const own = stakes.rated(bills, cell, column, terms)
  const billed = bills.amountFen[cell] ?? 0n
  if (own === null || own === billed) return []
  const fits = [...byId.values()].find(({ code }) => code !== terms.remainder && stakes.rated(bills, cell, column, { remainder: code, splits: [] }) === billed)
  if (!fits) return []
  return [{ sign: { rule: 'other-price', params: { month: bills.months[column] ?? '', category: fits.code } }, stakeFen: fen(own - billed) }]
}

/** Accounts at one address of a district whose meters run in turn, by row. */
export function swapSigns(accounts: StationAccounts, table: SeriesTable, considered: (row: number) => boolean): Map<number, Sign[]> {
  const places = new Map<string, number[]>()
  accounts.addresses.forEach((address, row) => {
    if (address === '' || !considered(row)) return
    const key = `${accounts.districtIds[row] ?? 0} ${address}`
    const known = places.get(key)
    if (known) known.push(row)
    else places.set(key, [row])
  })
  const signs = new Map<number, Sign[]>()
  for (const rows of places.values()) {
    // A whole building at one address says nothing about pairs.
    if (rows.length < 2 || rows.length > 6) continue
    for (const [place, one] of rows.entries()) {
      for (const other of rows.slice(place + 1)) {
        const months = turnsTaken(seriesOf(table, one), seriesOf(table, other))
        if (months === null) continue
        for (const [own, partner] of [[one, other], [other, one]] as const) {
          signs.set(own, [...(signs.get(own) ?? []), { rule: 'use-swaps', params: { account: accounts.accountNos[partner] ?? '', months } }])
        }
      }
    }
  }
  return signs
}
