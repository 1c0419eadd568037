import { describe, expect, it } from 'vitest'
import { queueHref } from './queue-address'
import { readAddress } from './read-address'

const read = (query: string) => {
  const params = new URLSearchParams(query)
  return readAddress(Object.fromEntries([...new Set(params.keys())].map((name) => [name, params.getAll(name).length > 1 ? params.getAll(name) : (params.get(name) ?? '')])))
}

describe('the address of a queue', () => {
  it.each(['', 'view=approve&q=超市&sort=waiting&cols=state%2Cdue&density=compact&after=1~GD-1&order=GD-0107-201310-0001', 'state=submitted&mine=1&finding=wrong_record&station=0107'])(
    '%s comes back as it was',
    (query) => expect(new URL(queueHref(read(query), {}), 'http://x').searchParams.toString()).toBe(new URLSearchParams(query).toString()),
  )

  it.each(['view=nonsense&state=x&sort=y&finding=z&density=q', 'q=%00&station=%00&order=%00', 'cols=nothing'])('%s is the whole list, never a fault', (query) => {
    expect(read(query).filter).toEqual(read('').filter)
  })

  it('another queue begins at its first page', () => {
    const address = read('after=1~GD-1&order=GD-1')
    expect(queueHref(address, { filter: { ...address.filter, view: 'overdue' } })).toBe('/work-orders?view=overdue&order=GD-1')
  })
})
