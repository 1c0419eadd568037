import { expect, test } from '@playwright/test'
import { METRICS_TOKEN } from './setup/global-setup'
import { inLanguage, logIn } from './setup/journeys'
import { assertSound } from './setup/sound'

test('the administrator sees the night’s backup and check, and checks again', async ({ page }) => {
  await logIn(page, 'admin')
  await page.goto('/server-check')
  await expect(async () => {
    await page.reload()
    await expect(page.locator('tr[data-item=backup]')).toHaveAttribute('data-state', 'good', { timeout: 1_000 })
  }).toPass({ timeout: 45_000 })
  await expect(page.locator('tr[data-item=drift]')).toContainText('各月汇总与账单、调整一致')
  await expect(page.getByRole('region', { name: '备份与验证记录' })).toContainText('年度备份')
  const history = page.getByRole('region', { name: '日检记录' }).locator('tbody tr')
  const before = await history.count()
  await page.getByRole('button', { name: '立即检查' }).click()
  await expect(history).toHaveCount(before + 1, { timeout: 30_000 })
  await history.last().getByRole('link').click()
  await expect(page).toHaveURL(/\?id=\d+/)
  await page.getByRole('link', { name: '回到最近一次' }).click()
  await expect(page).toHaveURL(/\/server-check$/)
})

for (const { locale, theme, width } of [
  { locale: 'zh-CN', theme: 'light', width: 1440 },
  { locale: 'zh-CN', theme: 'dark', width: 390 },
  { locale: 'en', theme: 'light', width: 390 },
  { locale: 'en', theme: 'dark', width: 1440 },
] as const) {
  test(`the server check in ${locale}, ${theme}, ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 844 })
    await inLanguage(page, locale, theme)
    await logIn(page, 'admin')
    await assertSound(page, '/server-check')
    if (process.env['PICTURES'] !== undefined) await page.screenshot({ path: `${process.env['PICTURES']}/server-check-${locale}-${theme}-${width}.png`, fullPage: true })
  })
}

test('others do not see it', async ({ page }) => {
  await logIn(page, 'clerk')
  await page.goto('/server-check')
  await expect(page).toHaveURL(/\/forbidden/)
})

test('monitors see that it is alive and ready, and its metrics with their token', async ({ request }) => {
  expect((await request.get('/api/health')).status()).toBe(200)
  const ready = await request.get('/api/ready')
  expect({ status: ready.status(), body: (await ready.json()) as unknown }).toEqual({ status: 200, body: { status: 'ready', database: true, migrations: true, queue: true, disk: true } })
  expect((await request.get('/api/metrics')).status()).toBe(401)
  const metrics = await request.get('/api/metrics', { headers: { authorization: `Bearer ${METRICS_TOKEN}` } })
  expect(await metrics.text()).toMatch(/http_request_duration_seconds_count\{method="GET",area="\/api\/health",status="2xx"\} \d+/)
})

test('every answer carries the number of its request, never one that the client made up', async ({ request }) => {
  const ids = [(await request.get('/login')).headers()['x-request-id'], (await request.get('/login', { headers: { 'x-request-id': 'mine' } })).headers()['x-request-id']]
  for (const id of ids) expect(id).toMatch(/^[0-9a-z]{12}$/)
  expect(ids[0]).not.toBe(ids[1])
})
