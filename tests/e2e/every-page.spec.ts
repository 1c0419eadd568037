import AxeBuilder from '@axe-core/playwright'
import { expect, test } from '@playwright/test'
import { inLanguage, logIn, logOut, type DemoUser } from './setup/journeys'
import { assertSound } from './setup/sound'

const ADMIN_PAGES = ['/tariffs', '/tariffs/drafts/new', '/tariffs/import', '/tariffs/what-if']

const PAGES = [
  '/dashboard?station=0107&from=2013-06&to=2013-07',
  '/accounts?q=超市',
  '/accounts/0107000001?bill=2013-07',
  '/stations',
  '/stations/0107?month=2013-07',
  '/stations/0107/0107-001',
  '/work-orders',
  '/work-orders/new?account=0107000001',
  '/imports',
  '/imports/new',
  '/bill-checks?month=2013-09',
  '/tariffs',
  '/tariffs/RES-1',
  '/tariffs/what-if',
]

for (const { locale, theme, width } of [
  { locale: 'zh-CN', theme: 'light', width: 1440 },
  { locale: 'en', theme: 'dark', width: 390 },
] as const) {
  test(`every page in ${locale}, ${theme}, ${width} px: accessible, nothing sticks out, no raw key`, async ({ page }) => {
    test.setTimeout(240_000)
    await page.setViewportSize({ width, height: 844 })
    await inLanguage(page, locale, theme)
    await page.goto('/login')
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
    await logIn(page, 'clerk')
    for (const path of PAGES) await assertSound(page, path)
    await logOut(page)
    await logIn(page, 'admin')
    for (const path of ADMIN_PAGES) await assertSound(page, path)
    await page.goto('/tariffs/RES-1')
    await page.getByRole('button', { name: /起草新版本|Draft a new version/ }).click()
    await expect(page).toHaveURL(/\/tariffs\/drafts\/\d+/)
    await assertSound(page, new URL(page.url()).pathname)
  })
}

test('nobody gets in without logging in', async ({ page }) => {
  for (const path of PAGES) {
    await page.goto(path)
    await expect(page).toHaveURL(/\/login/)
  }
})

test.describe('each role sees its places', () => {
  for (const [user, places, closed] of [
    ['clerk', 11, null],
    ['supervisor', 13, '/imports/new'],
    ['qc', 10, '/imports'],
    ['admin', 11, '/work-orders'],
    ['security', 2, '/dashboard'],
    ['auditor', 3, '/dashboard'],
    ['finance', 7, '/imports'],
  ] as const satisfies readonly (readonly [DemoUser, number, string | null])[]) {
    test(user, async ({ page }) => {
      await logIn(page, user)
      await expect(page.getByRole('navigation', { name: '导航' }).getByRole('link')).toHaveCount(places)
      if (closed === null) return
      await page.goto(closed)
      await expect(page).toHaveURL(/\/forbidden/)
    })
  }
})

test('a wrong password says so, and the same for a user who does not exist', async ({ page }) => {
  for (const name of ['clerk', 'nobody']) {
    await page.goto('/login')
    await page.locator('input[name=username]').fill(name)
    await page.locator('input[name=password]').fill('wrong')
    await page.locator('form button[type=submit]').click()
    await expect(page.locator('form').getByRole('alert')).toHaveText('用户名或密码不正确。')
  }
})

test('empty fields are named beside them', async ({ page }) => {
  await page.goto('/login')
  await page.locator('form button[type=submit]').click()
  await expect(page.getByText('请填写用户名')).toBeVisible()
  await expect(page.getByText('请填写密码')).toBeVisible()
})

test('language and theme are chosen in the header and stay', async ({ page }) => {
  await logIn(page, 'clerk')
  await page.getByRole('button', { name: 'English' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Dashboard')
  await page.getByLabel('Appearance').selectOption('dark')
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await page.reload()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Dashboard')
})

test('an address that is not there, a month that is none: said, never a fault', async ({ page }) => {
  await logIn(page, 'clerk')
  for (const [path, text] of [
    ['/accounts/0000000000', '没有这个户号'],
    ['/work-orders/GD-0107-201310-9999', '没有找到这个页面'],
    ['/imports/99999', '没有找到这个页面'],
    ['/imports/abc', '没有找到这个页面'],
    ['/tariffs/NONE', '没有找到这个页面'],
    ['/stations/9999', '没有找到这个页面'],
    ['/stations/0107/x', '没有找到这个页面'],
    ['/stations?month=13', '供电所与台区'],
    ['/dashboard?from=2013-13&to=x', '月份范围不对'],
    ['/dashboard?station=9999', '供电所或用电类别不存在'],
    ['/dashboard?from=2010-01&to=2010-02', '所选范围没有数据'],
    ['/accounts?category=%00&after=%27', '用电户'],
  ] as const) {
    const answer = await page.goto(path)
    expect(answer?.status() ?? 500).toBeLessThan(500)
    await expect(page.locator('main')).toContainText(text)
  }
})

test.describe('a file that cannot be imported is refused in words', () => {
  for (const [name, content, text] of [
    ['empty.csv', '', '文件是空的'],
    ['picture.csv', '\u0089PNG\r\n', 'PNG'],
    ['short.csv', 'month,station,category\n2013-06,X,Y\n', '缺少列'],
    ['quote.csv', 'month,station,category,accounts,energy_kwh,amount_yuan\n"2013-06,X,Y,1,1,1\n', '引号没有闭合'],
  ] as const) {
    test(name, async ({ page }) => {
      await logIn(page, 'clerk')
      await page.goto('/imports/new')
      await page.getByLabel('文件（CSV 或 xlsx）').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(content, 'latin1') })
      await page.getByRole('button', { name: '上传并检查' }).click()
      await expect(page.locator('form').getByRole('alert')).toContainText(text)
    })
  }
})

test('lists work by keyboard: / to search, arrows through the rows, Enter opens', async ({ page }) => {
  await logIn(page, 'clerk')
  await page.goto('/accounts?q=超市')
  await expect(page.locator('[data-row-link]').first()).toBeVisible()
  await expect(async () => {
    await page.keyboard.press('/')
    await expect(page.locator('[data-search-box]')).toBeFocused({ timeout: 500 })
  }).toPass()
  await page.keyboard.press('ArrowDown')
  await expect(page.locator('[data-row-link]').first()).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/accounts\/\d+/)
})
