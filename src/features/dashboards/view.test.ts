import { describe, expect, it } from 'vitest'
import { billingMonth } from '@/domain/plain-date'
import { keptOf, viewHref, type ViewParams } from './view'

const usual: ViewParams = { station: '0107', district: null, from: billingMonth('2013-06'), to: billingMonth('2013-07'), category: null, basis: 'billed', compare: 'previous', unit: 'yuan' }
const chosen: ViewParams = { ...usual, category: 'COM-1', basis: 'posted', compare: 'year', unit: 'wan' }

describe('what a form keeps of a view', () => {
  it('is all that it does not ask for, with the unit; what is usual is left out', () => {
    expect(keptOf(chosen)).toEqual({ category: 'COM-1', basis: 'posted', compare: 'year', unit: 'wan' })
    expect(keptOf(chosen, { category: true, compare: true, basis: false })).toEqual({ basis: 'posted', unit: 'wan' })
    expect(Object.values(keptOf(usual)).every((value) => value === null)).toBe(true)
  })

  it('is what an address of the view says of it', () => {
    const address = new URLSearchParams(viewHref('/dashboard', chosen).split('?')[1])
    for (const [name, value] of Object.entries(keptOf(chosen))) expect(address.get(name)).toBe(value)
    expect(viewHref('/dashboard', usual)).toBe('/dashboard?station=0107&from=2013-06&to=2013-07')
  })
})
