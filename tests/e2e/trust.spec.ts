import { createHmac } from 'node:crypto'
import { expect, test, type Page } from '@playwright/test'
import { inLanguage, logIn, logOut } from './setup/journeys'
import { assertSound } from './setup/sound'

/** The six digits that an authenticator shows (RFC 6238: SHA-1, 30 seconds). */
function codeOf(base32: string, atMs: number): string {
  const bits = [...base32.replace(/=+$/, '')].map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0')).join('')
  const secret = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(atMs / 30_000)))
  const digest = createHmac('sha1', secret).update(counter).digest()
  const offset = (digest.at(-1) ?? 0) & 0x0f
  return String((digest.readUInt32BE(offset) & 0x7fff_ffff) % 1_000_000).padStart(6, '0')
}

async function enter(page: Page, username: string, password: string): Promise<void> {
  await page.goto('/login')
  await page.locator('input[name=username]').fill(username)
  await page.locator('input[name=password]').fill(password)
  await page.locator('form button[type=submit]').click()
}

test.describe.serial('an account of a new colleague', () => {
  let first = ''
  const own = '台区抄表要趁早上凉快'

  test('is asked for, approved and opened by three people', async ({ page }) => {
    await logIn(page, 'supervisor')
    await page.goto('/users')
    await page.getByLabel('用户名', { exact: true }).fill('huang')
    await page.getByLabel('书面申请编号').fill('人资〔2026〕017')
    await page.getByLabel('原因', { exact: true }).fill('新到核算班')
    await page.getByLabel('姓名', { exact: true }).fill('黄磊')
    await page.getByRole('button', { name: '提出申请' }).click()
    await expect(page.getByRole('cell', { name: '待审批' })).toBeVisible()
    await logOut(page)
    await logIn(page, 'security')
    await page.getByRole('button', { name: '同意' }).click()
    await expect(page.getByText('待办理')).toBeVisible()
    await logOut(page)
    await logIn(page, 'admin')
    await page.goto('/users')
    await page.getByRole('button', { name: '办理' }).click()
    first = (await page.getByRole('status').locator('code').textContent()) ?? ''
    expect(first).toHaveLength(16)
  })

  test('opens nothing before the one-time password is changed', async ({ page }) => {
    await enter(page, 'huang', first)
    await expect(page).toHaveURL(/\/password/)
    await page.goto('/accounts')
    await expect(page).toHaveURL(/\/password/)
    await assertSound(page, '/password')
    await page.getByLabel('现密码').fill(first)
    await page.getByLabel('新密码', { exact: true }).fill(own)
    await page.getByLabel('再输一次新密码').fill(`${own}。`)
    await page.getByRole('button', { name: '修改' }).click()
    await expect(page.getByText('两次输入不一致')).toBeVisible()
    await page.getByLabel('再输一次新密码').fill(own)
    await page.getByRole('button', { name: '修改' }).click()
    await expect(page).toHaveURL(/\/login/)
    await enter(page, 'huang', own)
    await expect(page).toHaveURL(/\/dashboard/)
  })

  test('logs in with a second factor once it is set up, and sees and ends its sessions', async ({ page }) => {
    await enter(page, 'huang', own)
    await expect(page).toHaveURL(/\/dashboard/)
    await page.goto('/second-factor')
    await page.getByLabel('您的密码').fill(own)
    await page.getByRole('button', { name: '开始设置' }).click()
    const secret = (await page.getByText('或手工输入').locator('code').textContent()) ?? ''
    await page.getByLabel('应用显示的口令').fill(codeOf(secret, Date.now()))
    await page.getByRole('button', { name: '确认' }).click()
    await expect(page).toHaveURL(/\/profile/)
    await page.getByRole('button', { name: /^结束/ }).first().click()
    await page.context().clearCookies()
    await enter(page, 'huang', own)
    await expect(page).toHaveURL(/\/login\/code/)
    await assertSound(page, '/login/code')
    await page.getByLabel('身份验证器的口令').fill('000000')
    await page.getByRole('button', { name: '登录' }).click()
    await expect(page.getByText('口令不对或已过期')).toBeVisible()
    await page.getByLabel('身份验证器的口令').fill(codeOf(secret, Date.now()))
    await page.getByRole('button', { name: '登录' }).click()
    await expect(page).toHaveURL(/\/dashboard/)
  })
})

test('the log auditor filters the log, checks the chains and takes them away', async ({ page }) => {
  await logIn(page, 'auditor')
  await page.goto('/audit-log?action=user.&check=1')
  await expect(page.getByText('没有断裂')).toBeVisible()
  await expect(page.getByRole('table').getByText('user.logged-in').first()).toBeVisible()
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: '导出当前结果（CSV）' }).click()])
  expect(file.suggestedFilename()).toBe('audit-log.csv')
})

for (const { locale, theme, width } of [
  { locale: 'zh-CN', theme: 'light', width: 1440 },
  { locale: 'en', theme: 'dark', width: 390 },
] as const) {
  test(`the pages of trust in ${locale}, ${theme}, ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 844 })
    await inLanguage(page, locale, theme)
    await logIn(page, 'auditor')
    for (const path of ['/audit-log?check=1', '/users', '/profile', '/second-factor']) await assertSound(page, path)
    await page.context().clearCookies({ name: /session/ })
    await logIn(page, 'admin')
    await assertSound(page, '/users')
  })
}
