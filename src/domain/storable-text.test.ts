import { expect, it } from 'vitest'
import { isStorable } from './storable-text'

const form = (name: string, value: string): FormData => {
  const made = new FormData()
  made.append(name, value)
  return made
}

it.each<[string, unknown, boolean]>([
  ['ordinary text', '居民照明 💡', true],
  ['nothing', undefined, true],
  ['a NUL', 'a\u0000', false],
  ['half a character', '\ud83d', false],
  ['the other half', '\udca1x', false],
  ['a NUL deep within', { rows: [{ name: 'x', more: ['\u0000'] }] }, false],
  ['a NUL in a name', { 'a\u0000': 1 }, false],
  ['a form', form('reason', 'shop'), true],
  ['a form with a NUL', form('reason', '\u0000'), false],
])('%s', (_, input, storable) => expect(isStorable(input)).toBe(storable))
