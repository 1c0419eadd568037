import { expect, test } from '@playwright/test'
import { firstLoad } from '@tests/setup/first-load'
import { givenFacts, givenPeopleElsewhere } from './facts'
import { everybody } from './people'
import { isFor, PAGES } from './pages-matrix'

/** As `experience.md` of the product has it: beyond the framework's own, in bytes of gzip. */
const MOST_BYTES = 40_000

/** The same pages with more on them. */
const MORE = [
  '/dashboard?station=0107&from=2013-01&to=2013-09',
  '/dashboard?station=0107&from=2013-01&to=2013-09&tables=revenue',
  '/dashboard/why?station=0107&from=2013-06&to=2013-07',
  '/dashboard/recovered?station=0107&from=2013-06&to=2013-10',
  '/dashboard/where?station=0107&from=2013-06&to=2013-09',
  '/dashboard/accounts?station=0107&from=2013-07&to=2013-07',
]

test('no page loads more script at first than it may', async ({ playwright }) => {
  test.setTimeout(240_000)
  await givenPeopleElsewhere()
  const [people, facts] = [await everybody(), await givenFacts()]
  const found: string[] = []
  const measure = async (address: string, cookie: string) => {
    const request = await playwright.request.newContext({ baseURL: process.env['E2E_BASE_URL'] ?? '', extraHTTPHeaders: { cookie } })
    const { ownBytes, own } = await firstLoad(request, address)
    await request.dispose()
    if (own.length === 0) found.push(`${address}: no script at all`)
    if (ownBytes > MOST_BYTES) found.push(`${address}: ${ownBytes}: ${own.slice(0, 6).map(({ file, bytes }) => `${file} ${bytes}`).join(', ')}`)
  }
  const supervisor = people.find(({ role, inside }) => role === 'supervisor' && inside)
  for (const [pattern, rule] of Object.entries(PAGES)) {
    const person = people.find(({ role, inside }) => inside && isFor(rule.for, role))
    if (rule.gets === undefined && pattern !== '/login' && person) await measure(rule.at?.(facts) ?? pattern, person.cookie)
  }
  for (const address of MORE) await measure(address, supervisor?.cookie ?? '')
  expect(found).toEqual([])
})
