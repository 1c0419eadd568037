import { describe, expect, it } from 'vitest'
import { codesIn } from './district-codes'
import { moved, placed, removed } from './outline'

const rows = [{ id: 'c1', parent: '', cause: 'A' }, { id: 'c2', parent: 'c1', cause: 'B', actionable: 'yes' }, { id: 'c3', parent: 'c1', cause: 'C' }]
const parents = (all: readonly Readonly<Record<string, string>>[]) => all.map(({ id, parent }) => `${id}<${parent ?? ''}`)

describe('writing causes like an outline', () => {
  it('adds below and beside; a cause with children is no end any more', () => {
    expect(parents(placed(rows, 'c2', 'sibling').rows)).toEqual(['c1<', 'c2<c1', 'c4<c1', 'c3<c1'])
    const child = placed(rows, 'c2', 'child')
    expect(parents(child.rows)).toEqual(['c1<', 'c2<c1', 'c4<c2', 'c3<c1'])
    expect(child.rows[1]?.['actionable']).toBe('')
    expect(parents(placed([], null, 'sibling').rows)).toEqual(['c1<'])
  })

  it('moves in, out, up and down, and says so when it cannot', () => {
    expect(parents(moved(rows, 'c3', 'indent'))).toEqual(['c1<', 'c2<c1', 'c3<c2'])
    expect(parents(moved(rows, 'c2', 'outdent'))).toEqual(['c1<', 'c2<', 'c3<c1'])
    expect(parents(moved(rows, 'c3', 'up'))).toEqual(['c1<', 'c3<c1', 'c2<c1'])
    for (const step of ['indent', 'outdent', 'up', 'down'] as const) expect(moved(rows, 'c1', step)).toBe(rows)
  })

  it('takes away a cause with all that hangs on it', () => {
    expect(removed(rows, 'c1')).toEqual([])
    expect(parents(removed(rows, 'c2'))).toEqual(['c1<', 'c3<c1'])
  })
})

it('district codes are read as people list them', () => {
  expect(codesIn('0107-001, 0107-003\n0107-007')).toEqual(['0107-001', '0107-003', '0107-007'])
  expect(codesIn('0107-009..0107-011')).toEqual(['0107-009', '0107-010', '0107-011'])
  expect(codesIn('0107-009..11')).toEqual(['0107-009', '0107-010', '0107-011'])
  expect(codesIn('0107-011..0107-009')).toEqual(['0107-011..0107-009'])
})
