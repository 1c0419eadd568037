import { describe, expect, it } from 'vitest'
import { accountLook, pairsOf } from './account-look'

describe('what is meant by what is typed', () => {
  it.each([
    ['  ', { kind: 'all' }],
    ['1001', { kind: 'number', prefix: '1001' }],
    ['１００１', { kind: 'number', prefix: '1001' }],
    ['张（家）', { kind: 'words', main: '张（家）', others: [] }],
    ['wxm', { kind: 'letters', prefix: 'wxm' }],
    ['M9001', { kind: 'letters', prefix: 'M9001' }],
    ['王', { kind: 'begins', prefix: '王' }],
    ['张家', { kind: 'words', main: '张家', others: [] }],
    ['王 张家湾', { kind: 'words', main: '张家湾', others: ['王'] }],
    ['王 张', { kind: 'words', main: '王张', others: [] }],
    ['100%', { kind: 'words', main: '100%', others: [] }],
    ['3组12号', { kind: 'words', main: '3组12号', others: [] }],
  ])('%j', (text, look) => {
    expect(accountLook(text)).toEqual(look)
  })

  it('pairs of neighbours', () => {
    expect(pairsOf('A张家')).toEqual(['a张', '张家'])
    expect(pairsOf('张')).toEqual([])
  })
})
