import { describe, expect, it } from 'vitest'
import { guidePageOf } from './guide-pages'

describe('the guide of a page', () => {
  it.each([
    ['/work-orders', 'queue'],
    ['/work-orders/GD-0107-201310-0001', 'order'],
    ['/work-orders/GD-0107-201310-0001/edit', 'orderForm'],
    ['/work-orders/new', 'orderForm'],
    ['/work-orders/register', 'register'],
    ['/work-orders/batches/12', 'batches'],
    ['/accounts/0107000001', 'account'],
    ['/accounts', 'accounts'],
    ['/tariffs/drafts/1', 'tariffs'],
    ['/settings/dated-rules/new', 'datedRules'],
    ['/stationsX', 'general'],
    ['/somewhere', 'general'],
  ])('%s: %s', (path, page) => expect(guidePageOf(path)).toBe(page))
})
