import { describe, expect, it } from 'vitest'
import { contentPolicy, mayComeFromElsewhere } from './content-policy'

it('a page runs what carries its nonce, and no inline script', () => {
  const policy = contentPolicy({ nonce: 'abc', secure: true, development: false })
  const scripts = policy.split('; ').find((one) => one.startsWith('script-src '))
  expect(scripts).toBe("script-src 'self' 'nonce-abc' 'strict-dynamic'")
  expect(policy).toContain('upgrade-insecure-requests')
  expect(contentPolicy({ nonce: 'abc', secure: false, development: false })).not.toContain('upgrade-insecure-requests')
})

describe('another site', () => {
  it.each([
    [true, 'a link to a page', 'GET', 'cross-site', 'navigate', 'document'],
    [true, 'our own page', 'POST', 'same-origin', 'cors', 'empty'],
    [true, 'an address typed', 'GET', 'none', 'navigate', 'document'],
    [true, 'a program', 'GET', null, null, null],
    [false, 'a picture of ours', 'GET', 'cross-site', 'no-cors', 'image'],
    [false, 'a script', 'GET', 'same-site', 'no-cors', 'script'],
    [false, 'a frame', 'GET', 'cross-site', 'navigate', 'iframe'],
    [false, 'a form sent off', 'POST', 'cross-site', 'navigate', 'document'],
    [false, 'a fetch', 'GET', 'cross-site', 'cors', 'empty'],
  ] as const)('%s: %s', (may, _, method, site, mode, dest) => expect(mayComeFromElsewhere({ method, site, mode, dest })).toBe(may))
})
