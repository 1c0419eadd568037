import fc from 'fast-check'
import { expect, it } from 'vitest'
import { breakable } from './line-breaks'

const pieces = (word: string) => breakable(word).filter((piece) => piece !== '')

it('Chinese breaks after any character, and closing marks stay with what they close', () => {
  expect(pieces('抽查台账，按标准（示例）。')).toEqual(['抽', '查', '台', '账，', '按', '标', '准', '（示', '例）。'])
})

it('words do not break, alone or within Chinese; a digest does', () => {
  expect(breakable('countermeasure')).toEqual(['countermeasure'])
  expect(pieces('对策（What）')).toEqual(['对', '策', '（What）'])
  expect(pieces('a'.repeat(64))).toHaveLength(64)
})

it('nothing is lost', () => {
  fc.assert(fc.property(fc.array(fc.constantFrom('电', '。', '（', 'W', '7', '%', '”', 'é', '，')), (letters) => {
    const word = letters.join('')
    expect(breakable(word).join('')).toBe(word)
  }))
})
