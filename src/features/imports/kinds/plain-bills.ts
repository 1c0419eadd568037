import 'server-only'
import { isBackwards } from '@/domain/imports/bills'
import { nameKey } from '@/domain/imports/columns'
import { readDate, readMonth } from '@/domain/imports/read-cells'
import { firstDayOf, plainDate } from '@/domain/plain-date'
import type { PlainKind, ReadContext } from '../kind-spec'

/** How `billReader` would read an ordinary row: digits, and names that it knows. Registers and slips it reads itself. */
export function plainBills({ stations, categories }: Pick<ReadContext, 'stations' | 'categories'>): PlainKind {
  const idIn = (names: ReadonlyMap<string, number>) => (cell: string) => {
    const id = names.get(nameKey(cell))
    return id === undefined ? null : String(id)
  }
  const firstOfMonth = (cell: string) => {
    const month = readMonth(cell)
    return month && firstDayOf(month)
  }
  return {
    columns: [
      { name: 'accountNo', required: true, as: 'digits' },
      { name: 'station', required: false, as: idIn(stations) },
      { name: 'month', required: true, as: firstOfMonth },
      { name: 'category', required: false, as: idIn(categories) },
      { name: 'energyKwh', required: true, as: 3 },
      { name: 'amountYuan', required: true, as: 2 },
      { name: 'yearToDateKwh', required: false, as: 3 },
      { name: 'periodFrom', required: false, as: readDate },
      { name: 'periodTo', required: false, as: readDate },
      null,
      null,
    ],
    careful: ['sharpKwh', 'peakKwh', 'flatKwh', 'valleyKwh', 'maximumDemandKw', 'contractDemandKw', 'reactiveKvarh', 'lossKwh'],
    contradicts: ([, , month, , , , , from, to]) => (from ?? to ?? null) !== null && typeof month === 'string' && isBackwards(plainDate(month), dayOf(from), dayOf(to)),
  }
}

const dayOf = (text: string | null | undefined) => (typeof text === 'string' ? plainDate(text) : null)
