import { expect, test } from '@playwright/test'
import { firstLoad } from '@tests/setup/first-load'
import { logIn } from './setup/journeys'

/** As `experience.md` of the product has it: beyond the framework's own, in bytes of gzip. */
const MOST_BYTES = 40_000

const PAGES = [
  '/dashboard?station=0107&from=2013-01&to=2013-09',
  '/dashboard?station=0107&from=2013-01&to=2013-09&tables=revenue',
  '/dashboard/why?station=0107&from=2013-06&to=2013-07',
  '/dashboard/recovered?station=0107&from=2013-06&to=2013-10',
  '/dashboard/where?station=0107&from=2013-06&to=2013-09',
  '/dashboard/reports',
  '/dashboard/accounts?station=0107&from=2013-07&to=2013-07',
  '/accounts',
  '/stations/0107',
  '/bill-checks',
  '/tariffs',
]

test('no page of the dashboard, and no list beside it, loads more script at first than it may', async ({ page }) => {
  await logIn(page, 'supervisor')
  for (const path of PAGES) {
    const { ownBytes, own } = await firstLoad(page.request, path)
    expect(own.length, path).toBeGreaterThan(0)
    expect(ownBytes, `${path}: ${own.map(({ file, bytes }) => `${file} ${bytes}`).join(', ')}`).toBeLessThan(MOST_BYTES)
  }
})
