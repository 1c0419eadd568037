import { expect, it } from 'vitest'
import { sameFigures } from './books-figures'

const books = [{ label: '2013-06', count: '4', size: '100' }, { label: '2013-07', count: '2', size: '90' }]

it('figures stay the books’ while nothing but a split is put beside them', () => {
  expect(sameFigures(books, books)).toBe(true)
  expect(sameFigures(books, [books[0] ?? {}, { ...books[1], split: 'walks began', measure: 'm1' }])).toBe(true)
  expect(sameFigures(books, [books[0] ?? {}, { ...books[1], count: '1' }])).toBe(false)
  expect(sameFigures(books, [...books].reverse())).toBe(false)
  expect(sameFigures(books, books.slice(1))).toBe(false)
  expect(sameFigures(books, [...books, { label: '2013-08', count: '0', size: '80' }])).toBe(false)
})

it('a code of the books may stand in words', () => {
  const inWords = (text: string) => (text === 'price' ? ['电价', 'Price'] : [])
  expect(sameFigures([{ item: 'price', count: '4' }], [{ item: 'Price', count: '4' }], inWords)).toBe(true)
  expect(sameFigures([{ item: 'price', count: '4' }], [{ item: '天气', count: '4' }], inWords)).toBe(false)
})
