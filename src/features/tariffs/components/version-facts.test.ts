import { expect, it } from 'vitest'
import { comparedFacts } from './version-facts'

const fact = (key: string, ...lines: string[]) => ({ key, label: key, lines })

it('puts two versions side by side: what is the same, changed, added and gone, in the order of the document', () => {
  const rows = comparedFacts([fact('from', '2012'), fact('a', '1'), fact('gone', 'x'), fact('b', '2')], [fact('from', '2014'), fact('a', '1'), fact('b', '3'), fact('new', 'y')])
  expect(rows.map(({ key, before, after, change }) => [key, before?.[0], after?.[0], change])).toEqual([
    ['from', '2012', '2014', 'changed'], ['a', '1', '1', 'none'], ['gone', 'x', undefined, 'removed'], ['b', '2', '3', 'changed'], ['new', undefined, 'y', 'added'],
  ])
})
