import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { billReader } from '@/domain/imports/bills'
import { columnsOf } from '@/domain/imports/columns'
import { BILLS } from '@/features/imports/kinds/bills'
import { plainBills } from '@/features/imports/kinds/plain-bills'
import { PlainLineReader } from '@/features/imports/plain-lines'
import { cellReader, givenColumns } from '@/features/imports/stage-rows'
import type { FileRow } from '@/server/files/file-rows'

const NAMES = { stations: new Map([['xx供电所', 7]]), categories: new Map([['居民照明', 1], ['一般工商业', 2]]) }
const MAPPING = { accountNo: 0, month: 1, category: 2, energyKwh: 3, amountYuan: 4, periodFrom: 5, periodTo: 6, valleyKwh: 7, station: 8 }
const WIDTH = 9
const EVERY_COLUMN = BILLS.stage.map(() => true)

/** As `billReader` alone would stage a row. */
function byReader(row: FileRow): string | null {
  const { values } = billReader(NAMES)(cellReader(MAPPING, () => row.cells))
  return values && row.cells.length === WIDTH ? `${row.rowNo}\t${values.join('\t')}` : null
}

const byBytes = (text: string, careful: (row: FileRow) => string | null, isCorrected = (_: number) => false, given = EVERY_COLUMN) => {
  const decoder = new TextDecoder()
  const lines = { delimiter: 44, decode: (bytes: Uint8Array) => decoder.decode(bytes), pieces: () => { throw new Error('not asked for') } }
  return new PlainLineReader(plainBills(NAMES), MAPPING, given, lines, WIDTH, isCorrected, careful).read({ bytes: Buffer.from(text), rowNo: 2 })
}

const row = fc.tuple(
  fc.constantFrom('0107012345', '1', '', '１２３', 'AB-1', ' 0107012345', '9'.repeat(33), '-5'),
  fc.constantFrom('2013-10', '201310', '2013年10月', '2013-13', '', ' 2013-10'),
  fc.constantFrom('居民照明', '一般工商业', ' 居民照明', '照明', ''),
  fc.oneof(fc.constantFrom('0', '.5', '5.', '-1', '+1', '1.2345', '1.5000', '1234567890123', '12,5', '12 '), fc.nat(100_000).map((wh) => String(wh / 1000))),
  fc.oneof(fc.constantFrom('0.005', '10元', '=1+1', '1e3'), fc.nat(1_000_000).map((fen) => `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}`)),
  fc.constantFrom('', '', '2013-10-01', '2013/9/26', '2013-02-30'),
  fc.constantFrom('', '', '2013-11-01', '2013-10-26', '2013-09-01'),
  fc.constantFrom('', '', '', '0', '5'),
  fc.constantFrom('', 'XX供电所', 'xx供电所 ', '某所'),
)

describe('lines read from bytes', () => {
  it('are staged as the reader of cells stages them, whatever stands in them', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(row.map((cells) => cells.join(',')), fc.constantFrom('', 'a,b', '1,2,3,4,5,6,7,8,9,10', ',,,,,,,,', ' , ,\t,,,,,,', ',,', ' ')), { minLength: 1, maxLength: 12 }), fc.constantFrom('\n', '\r\n'), fc.boolean(), (rows, newline, ends) => {
        const text = rows.join(newline) + (ends ? newline : '')
        const read = rows.flatMap((line, index) => (/^[\s,]*$/.test(line) ? [] : [{ rowNo: index + 2, cells: line.split(',') }]))
        const staged = byBytes(text, byReader)
        expect(staged.bytes.toString().split('\n').filter(Boolean)).toEqual(read.flatMap((one) => byReader(one) ?? []))
        expect(staged.rows).toBe(read.length)
      }),
      { numRuns: 1_000 },
    )
  })

  it('no column of the kind is passed over', () => {
    const { columns, careful } = plainBills(NAMES)
    expect([...columns.flatMap((column) => column?.name ?? []), ...careful].sort()).toEqual(columnsOf('bills').map(([name]) => name).sort())
    expect(columns.length).toBe(BILLS.stage.length)
  })

  it('a column that the file says nothing of is not staged, and none that it does is left out', () => {
    const given = givenColumns(BILLS, MAPPING)
    expect(BILLS.stage.filter((_, index) => !given[index]).map(([name]) => name)).toEqual(['year_to_date_wh', 'meter'])
    const line = '0107012345,2013-10,居民照明,126.5,69.18,,,,\n'
    expect(byBytes(line, () => null, undefined, given).bytes.toString()).toBe('2\t0107012345\t\t2013-10-01\t1\t126500\t6918\t\t\t\n')
    const { careful } = plainBills(NAMES)
    expect(BILLS.stage.flatMap(([name, , from]) => (name === 'registers' || name === 'meter' ? (from ?? []) : []))).toEqual(careful)
  })

  it('an ordinary line is not taken apart, a corrected one is', () => {
    const line = '0107012345,2013-10,居民照明,126.5,69.18,,,,\n'
    const never = () => { throw new Error('taken apart') }
    expect(byBytes(line, never).bytes.toString()).toBe('2\t0107012345\t\t2013-10-01\t1\t126500\t6918\t\t\t\t\t\n')
    expect(byBytes(line, () => 'corrected', (rowNo) => rowNo === 2).bytes.toString()).toBe('corrected\n')
  })
})
