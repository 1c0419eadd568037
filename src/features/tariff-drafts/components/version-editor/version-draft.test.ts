import { describe, expect, it } from 'vitest'
import { tariffVersionSchema } from '@/domain/tariff/document'
import { changed, chargeOfKind, CHARGE_KINDS, moved, parseVersionText, replaced, without } from './version-draft'

describe('a version while it is typed', () => {
  it('loses a field that is emptied', () => {
    expect(changed({ code: 'e', kind: 'energy' as const, season: 'summer', rate: '1' }, { season: undefined, rate: '2' })).toEqual({ code: 'e', kind: 'energy', rate: '2' })
  })

  it('moves, replaces and removes charges without touching the others', () => {
    const list = ['a', 'b', 'c']
    expect([moved(list, 0, 1), moved(list, 0, -1), moved(list, 2, 1), replaced(list, 1, 'x'), without(list, 1)]).toEqual([
      ['b', 'a', 'c'], list, list, ['a', 'x', 'c'], ['a', 'c'],
    ])
  })

  it('has fields for every kind that the format accepts once they are filled in', () => {
    const filled = CHARGE_KINDS.map((kind) => {
      const charge = chargeOfKind(kind, kind)
      return { ...charge, ...(charge.rate === '' ? { rate: '1' } : {}), ...(charge.amount === '' ? { amount: '1' } : {}), ...(charge.of ? { of: ['energy'] } : {}) }
    })
    expect(tariffVersionSchema.safeParse({ effectiveFrom: '2013-01-01', charges: filled }).error).toBeUndefined()
  })

  it.each([
    ['{', 'JSON'],
    ['[]', 'expected an object'],
    ['{"effectiveFrom":"2013-01-01"}', 'charges'],
    ['{"charges":[1]}', 'charges'],
  ])('%s is refused with what is wrong', (text, fault) => {
    expect(parseVersionText(text)).toMatchObject({ fault: expect.stringContaining(fault) as unknown })
  })

  it('reads a document that lacks everything but its charges', () => {
    expect(parseVersionText('{"charges":[]}')).toEqual({ value: { effectiveFrom: '', charges: [] } })
  })
})
