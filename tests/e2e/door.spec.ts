import { readdirSync, readFileSync } from 'node:fs'
import { expect, test, type Page } from '@playwright/test'
import { logIn } from './setup/journeys'

const base = () => process.env['E2E_BASE_URL'] ?? ''

/** What the page's policy stopped while it was open. */
async function violationsOf(page: Page): Promise<() => Promise<string[]>> {
  await page.addInitScript(() => {
    const seen: string[] = []
    Object.assign(window, { stoppedByPolicy: seen })
    // The schema library tries once whether it may evaluate text, is told that it may not, and does without.
    document.addEventListener('securitypolicyviolation', (event) => event.blockedURI !== 'eval' && seen.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile} ${event.sample}`))
  })
  return () => page.evaluate(() => (window as unknown as { stoppedByPolicy: string[] }).stoppedByPolicy)
}

test('each answer has a policy with a nonce of its own, and the headers that keep others out', async ({ request }) => {
  const nonces = new Set<string>()
  for (const path of ['/login', '/login', '/nowhere']) {
    const headers = (await request.get(path)).headers()
    const policy = headers['content-security-policy'] ?? ''
    const scripts = policy.split('; ').find((one) => one.startsWith('script-src ')) ?? ''
    expect(scripts).toMatch(/^script-src 'self' 'nonce-[A-Za-z0-9+/]{24}' 'strict-dynamic'$/)
    nonces.add(scripts)
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).toContain("base-uri 'none'")
    expect(policy.split('; ').find((one) => one.startsWith('style-src '))).not.toContain('unsafe')
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'x-frame-options': 'DENY', 'cross-origin-opener-policy': 'same-origin', 'cross-origin-resource-policy': 'same-origin', 'referrer-policy': 'same-origin' })
    expect(headers['strict-transport-security']).toBeUndefined()
    expect(headers['x-powered-by']).toBeUndefined()
  }
  expect(nonces.size).toBe(3)
  const secure = (await request.get('/login', { headers: { 'x-forwarded-proto': 'https' } })).headers()
  expect(secure['strict-transport-security']).toContain('max-age=63072000')
  expect(secure['content-security-policy']).toContain('upgrade-insecure-requests')
})

test('pages work under their policy: charts, dialogs and editors stop at nothing', async ({ page }) => {
  test.setTimeout(120_000)
  const stopped = await violationsOf(page)
  await logIn(page, 'clerk')
  for (const path of ['/dashboard?station=0107', '/dashboard/why', '/accounts/0107000001?bill=2013-07', '/work-orders', '/work-orders/new?account=0107000001', '/imports/new', '/suspects', '/quality', '/notifications', '/profile']) {
    await page.goto(path)
    await expect(page.locator('h1').first()).toBeVisible()
    expect(await stopped(), path).toEqual([])
  }
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('dialog')).toBeVisible()
  expect(await stopped()).toEqual([])
})

test('an inline script that somebody gets into a page does not run', async ({ page }) => {
  await page.goto('/login')
  const ran = await page.evaluate(async () => {
    const stopped = new Promise((resolve) => document.addEventListener('securitypolicyviolation', resolve, { once: true }))
    const injected = document.createElement('div')
    injected.innerHTML = '<img src="data:," onerror="window.broken = true">'
    document.body.append(injected)
    await stopped
    return (window as unknown as { broken?: boolean }).broken ?? false
  })
  expect(ran).toBe(false)
})

test('the session lies in a cookie that scripts do not see and other sites do not send', async ({ page }) => {
  await logIn(page, 'clerk')
  const session = (await page.context().cookies()).find(({ name }) => /session/.test(name))
  expect(session).toMatchObject({ name: 'tariff-audit.session_token', httpOnly: true, sameSite: 'Lax', path: '/' })
})

test('password fields take pastes and password managers', async ({ page }) => {
  await page.goto('/login')
  await expect(page.locator('input[name=username]')).toHaveAttribute('autocomplete', 'username')
  await expect(page.locator('input[name=password]')).toHaveAttribute('autocomplete', 'current-password')
  const pasted = await page.locator('input[name=password]').evaluate((field) => field.dispatchEvent(new ClipboardEvent('paste', { bubbles: true, cancelable: true })))
  expect(pasted).toBe(true)
  // Every password field of the product says which password it asks for.
  const fields = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.tsx')).flatMap((file) => readFileSync(`src/${file}`, 'utf8').split('\n').filter((line) => line.includes('type="password"')))
  expect(fields.length).toBeGreaterThan(3)
  for (const field of fields) expect(field).toMatch(/autoComplete="(current|new)-password"/)
})

test('a name and address are shown in full for a reason, on record, until the page is left', async ({ page }) => {
  await logIn(page, 'clerk')
  await page.goto('/accounts/0107000001')
  const name = page.locator('h1 [data-personal=name]')
  const address = page.locator('[data-personal=address]')
  await expect(address).toHaveText(/\*\*\*$/)
  const masked = await name.textContent()
  await page.getByRole('button', { name: '显示完整信息' }).click()
  await page.getByLabel('用途').selectOption({ label: '其他' })
  await page.getByLabel('说明', { exact: true }).fill('核对票据')
  await page.getByRole('dialog').getByRole('button', { name: '显示', exact: true }).click()
  await expect(page.getByText('已显示完整信息（已记录）')).toBeVisible()
  await expect(address).toHaveText(/\d+组\d+号$/)
  await page.reload()
  await expect(address).toHaveText(/\*\*\*$/)
  await expect(name).toHaveText(masked ?? '')
  await expect(page.locator('main')).toContainText('查看完整户名与地址')
  await expect(page.locator('main')).toContainText('核对票据')
})

test('a list is exported masked, and in full only with a purpose', async ({ page }) => {
  await logIn(page, 'clerk')
  await page.goto('/accounts?station=0107&district=0107-007')
  const read = async (click: () => Promise<void>) => {
    const [file] = await Promise.all([page.waitForEvent('download'), click()])
    return readFileSync(await file.path(), 'utf8')
  }
  const masked = await read(() => page.getByRole('link', { name: 'csv' }).click())
  expect(masked).toContain('***')
  expect(masked).not.toMatch(/\d组\d+号/)
  await page.getByRole('button', { name: '完整', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: '导出完整信息' })
  await dialog.getByLabel('用途').selectOption({ label: '更正档案' })
  await dialog.getByLabel('格式').selectOption('csv')
  const whole = await read(() => dialog.getByRole('button', { name: '导出', exact: true }).click())
  expect(whole).toMatch(/\d组\d+号/)
  expect(whole).not.toContain('***')
  const refused = await page.request.post(`${base()}/accounts/export?format=csv`, { form: { purpose: 'whatever' }, headers: { origin: base() } })
  expect(refused.status()).toBe(422)
})
