import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DelimitedText } from '@/server/files/delimited-text'

const split = (pieces: readonly string[], delimiter = ','): string[][] => {
  const text = new DelimitedText(delimiter)
  return [...pieces.flatMap((piece) => text.push(piece)), ...text.end()].map(({ cells }) => cells)
}

const cell = fc.oneof(fc.string({ unit: fc.constantFrom('a', '1', '户', ' ', ',', '"', '\n', '\t', ';') }), fc.constantFrom('0107012345', '12.5', '', ' '))
const quoted = (text: string, delimiter: string) => (/["\n\r]/.test(text) || text.includes(delimiter) ? `"${text.replaceAll('"', '""')}"` : text)

describe('delimited text', () => {
  it('is split as a general parser splits it, wherever the pieces end', () => {
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 8 }), fc.constantFrom(',', '\t', ';'), fc.constantFrom('\n', '\r\n'), fc.boolean(), fc.array(fc.nat(60)), (rows, delimiter, newline, ends, cuts) => {
        const text = rows.map((cells) => cells.map((one) => quoted(one, delimiter)).join(delimiter)).join(newline) + (ends ? newline : '')
        const places = [0, ...cuts.filter((cut) => cut < text.length).sort((a, b) => a - b), text.length]
        const pieces = places.slice(1).map((end, index) => text.slice(places[index], end))
        expect(split(pieces, delimiter)).toEqual(parse(text, { delimiter, relax_column_count: true, skip_records_with_empty_values: true }))
      }),
      { numRuns: 500 },
    )
  })

  it('passes over rows that hold nothing, and still counts them', () => {
    const text = new DelimitedText(',')
    expect([...text.push('a,b\n,\n , \t\n"",""\nc,\n'), ...text.push(',\n,d'), ...text.end()].map(({ rowNo, cells }) => [rowNo, cells.join('|')])).toEqual([[1, 'a|b'], [5, 'c|'], [7, '|d']])
  })

  it('numbers rows as a spreadsheet does: blank lines count, a line break within quotes does not', () => {
    const text = new DelimitedText(',')
    expect([...text.push('a,b\n\n"c\nd",e\nf,g'), ...text.end()].map(({ rowNo, cells }) => [rowNo, cells.join('|')])).toEqual([[1, 'a|b'], [3, 'c\nd|e'], [4, 'f|g']])
  })

  it.each([['"a,b\nc,d', 1], ['a,b\n"c,d\n', 2], ['a,b\nc,"d" x\n', 2]])('%j: a quote left open is refused with its row', (text, row) => {
    expect(() => split([text])).toThrow(expect.objectContaining({ code: 'file-open-quote', params: { row } }) as Error)
  })
})
