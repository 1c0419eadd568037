import { expect, test, type Page } from '@playwright/test'
import pg from 'pg'
import sharp from 'sharp'
import { inLanguage, logIn, logOut } from './setup/journeys'
import { assertSound } from './setup/sound'

const PHONE = { width: 390, height: 844 }
const doors = (page: Page) => page.locator('[data-task]')
const waiting = (page: Page) => page.locator('[data-waiting]')

/** The first of these accounts that no work order concerns: of another, what is found makes no second order. */
async function firstWithoutOrder(accountNos: readonly string[]): Promise<string> {
  const client = new pg.Client({ connectionString: process.env['E2E_DATABASE_URL'] })
  await client.connect()
  try {
    const { rows } = await client.query<{ account_no: string }>(
      'SELECT a.account_no FROM account a WHERE a.account_no = ANY($1) AND NOT EXISTS (SELECT FROM work_order o WHERE o.station_id = a.station_id AND o.account_id = a.id)', [accountNos])
    const free = new Set(rows.map((row) => row.account_no))
    return accountNos.find((accountNo) => free.has(accountNo)) ?? ''
  } finally {
    await client.end()
  }
}

for (const { locale, theme, width } of [
  { locale: 'zh-CN', theme: 'light', width: 1440 },
  { locale: 'en', theme: 'dark', width: 390 },
] as const) {
  test(`suspects, campaigns and inspections in ${locale}, ${theme}, ${width} px are sound`, async ({ page }) => {
    // Eight pages, each looked at by every rule of accessibility.
    test.setTimeout(150_000)
    await page.setViewportSize({ width, height: 844 })
    await inLanguage(page, locale, theme)
    await logIn(page, 'supervisor')
    for (const path of ['/suspects', '/suspects?order=route&rule=shop-name', '/suspects?view=inspected', '/campaigns', '/campaigns/new', '/campaigns/PC-0107-201310-0001', '/campaigns/PC-0107-201310-0002']) await assertSound(page, path)
    await page.goto('/suspects')
    const list = page.getByRole('region', { name: /疑似户列表|List of suspects/ })
    await expect(list.getByRole('row').nth(1)).toBeVisible()
    // Why, yuan and what to do next are there without moving the table sideways.
    expect(await list.evaluate((region) => region.scrollWidth - region.clientWidth)).toBe(0)
    await logOut(page)
    await logIn(page, 'inspector')
    await assertSound(page, '/inspections')
    await page.getByRole('button', { name: /下载任务包|Download task pack/ }).click()
    await doors(page).first().click()
    await expect(page.locator('form')).toBeVisible()
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0)
  })
}

test('a clerk works through the list: why, dismiss with a reason, open an order filled in', async ({ page }) => {
  await logIn(page, 'clerk')
  await page.getByRole('link', { name: '疑似户' }).click()
  const rows = page.getByRole('table', { name: '疑似户列表' }).getByRole('row')
  await expect(rows.nth(1)).toContainText('%')
  const dismissed = (await rows.nth(3).getByRole('link').first().textContent()) ?? ''
  await rows.nth(3).getByRole('button', { name: '排除' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('原因').selectOption('heating')
  await dialog.getByRole('button', { name: '排除' }).click()
  await expect(page.locator('main')).not.toContainText(dismissed)
  await page.goto('/suspects?view=dismissed')
  await expect(page.locator('main')).toContainText('排除：电采暖或电炊')
  await page.getByRole('button', { name: '恢复' }).click()
  await expect(page.locator('main')).not.toContainText(dismissed)
  await page.goto('/suspects?rule=shop-name')
  await rows.nth(1).getByRole('link', { name: '开工作单' }).click()
  await expect(page.getByLabel('更正为')).toHaveValue('COM-1')
  await expect(page.getByLabel('更正原因')).toHaveValue(/户名的结尾在商户中常见/)
})

test('a supervisor plans a campaign from the list, assigns it, starts it and cancels it', async ({ page }) => {
  await logIn(page, 'supervisor')
  await page.goto('/suspects')
  const boxes = page.getByRole('checkbox')
  await boxes.nth(4).check()
  await boxes.nth(6).check()
  await page.getByRole('button', { name: '新建普查' }).click()
  await expect(page.locator('main')).toContainText('已选定 2 户')
  await page.getByRole('button', { name: '生成任务' }).click()
  await expect(page.getByText('请填写名称')).toBeVisible()
  await page.getByLabel('名称').fill('临时普查')
  await page.getByRole('button', { name: '生成任务' }).click()
  await expect(page).toHaveURL(/\/campaigns\/PC-0107-/)
  await page.getByRole('button', { name: '开始', exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name: '确认开始' }).click()
  await expect(page.getByRole('dialog').getByRole('alert')).toContainText('还有台区没有安排检查员')
  await page.getByRole('dialog').getByRole('button', { name: '返回' }).click()
  const choices = page.getByRole('combobox', { name: /的检查员$/ })
  for (let place = 0; place < (await choices.count()); place += 1) {
    await choices.nth(place).selectOption({ label: '刘洋' })
    await expect(choices.nth(place)).toBeEnabled()
    await expect(choices.nth(place)).not.toHaveValue('')
  }
  await page.getByRole('button', { name: '开始', exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name: '确认开始' }).click()
  await expect(page.locator('h1')).toContainText('进行中')
  await page.getByRole('button', { name: '取消普查' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '确认取消普查' }).click()
  await expect(page.locator('h1')).toContainText('已取消')
})

test('a door without a network: the pack goes along, the visit waits sealed, goes out once, and becomes a work order', async ({ page, context }) => {
  await page.setViewportSize(PHONE)
  await logIn(page, 'inspector')
  await page.getByRole('button', { name: '下载任务包' }).click()
  await expect(doors(page).first()).toBeVisible()
  const before = await doors(page).count()
  const posts: string[] = []
  context.on('requestfinished', (request) => {
    if (request.method() === 'POST' && request.url().endsWith('/inspections/findings')) posts.push(request.url())
  })

  await context.setOffline(true)
  await page.reload()
  await expect(page.getByText('没有网络', { exact: true })).toBeVisible()
  await expect(doors(page)).toHaveCount(before)
  const homes = await doors(page).filter({ hasText: '居民生活' }).evaluateAll((found) => found.map((door) => door.getAttribute('data-task') ?? ''))
  const accountNo = await firstWithoutOrder(homes)
  const home = page.locator(`[data-task="${accountNo}"]`)
  await home.click()
  await page.getByRole('button', { name: '保存，有网络时发送' }).click()
  await expect(page.getByRole('alert').filter({ hasText: '请选择核查结果' })).toBeVisible()
  await page.getByText('发现问题').click()
  await page.getByLabel('问题类型').selectOption('low_tariff_high_use')
  await page.getByLabel('应执行的类别').selectOption('COM-1')
  await page.getByLabel('自何时起').fill('2013-09-15')
  await page.getByLabel('现场情况').fill('临街小卖部')
  const picture = await sharp({ create: { width: 3000, height: 2000, channels: 3, background: '#7a9' } }).jpeg().toBuffer()
  await page.getByLabel(/照片（最多/).setInputFiles({ name: 'door.jpg', mimeType: 'image/jpeg', buffer: picture })
  await expect(page.locator('[data-photo]')).toHaveCount(1)
  await page.getByLabel('或填写签字人姓名').fill('王小明')
  await page.getByRole('button', { name: '保存，有网络时发送' }).click()
  await expect(waiting(page)).toHaveAttribute('data-waiting', '1')
  await expect(doors(page)).toHaveCount(before - 1)

  // What lies on the phone says nothing to whoever reads it there.
  const kept = await page.evaluate(async () => {
    const open = indexedDB.open('tariff-audit-device')
    const database = await new Promise<IDBDatabase>((resolve) => (open.onsuccess = () => resolve(open.result)))
    const all = database.transaction('sealed').objectStore('sealed').getAll() as IDBRequest<{ data: ArrayBuffer }[]>
    await new Promise((resolve) => (all.onsuccess = resolve))
    return all.result.map(({ data, ...rest }) => JSON.stringify(rest) + new TextDecoder('utf-8', { fatal: false }).decode(data)).join('')
  })
  expect(kept.length).toBeGreaterThan(500)
  for (const secret of ['临街小卖部', '王小明', accountNo]) expect(kept).not.toContain(secret)

  await page.reload()
  await expect(waiting(page)).toHaveAttribute('data-waiting', '1')
  expect(posts).toEqual([])
  await context.setOffline(false)
  await expect(waiting(page)).toHaveAttribute('data-waiting', '0', { timeout: 15_000 })
  await page.reload()
  await expect(waiting(page)).toHaveAttribute('data-waiting', '0')
  expect(posts).toHaveLength(1)

  await logOut(page)
  expect(await page.evaluate(async () => [(await indexedDB.databases()).map(({ name }) => name), await caches.keys()])).toEqual([[], []])

  await page.setViewportSize({ width: 1440, height: 900 })
  await logIn(page, 'clerk')
  const row = page.locator('tr').filter({ has: page.getByRole('link', { name: accountNo, exact: true }) })
  // Two campaigns are under way; the door belongs to one of them.
  await page.goto('/campaigns/PC-0107-201310-0003')
  if ((await row.count()) === 0) await page.goto('/campaigns/PC-0107-201310-0002')
  await expect(row).toContainText('临街小卖部')
  const campaign = new URL(page.url()).pathname.split('/').at(-1) ?? ''
  const photo = row.getByRole('img', { name: '照片 1' })
  await photo.scrollIntoViewIfNeeded()
  expect(await photo.evaluate(async (image: HTMLImageElement) => (await image.decode(), [image.naturalWidth, image.naturalHeight]))).toEqual([1280, 853])
  await row.getByRole('button', { name: '生成工作单' }).click()
  await expect(page).toHaveURL(/\/work-orders\/GD-0107-/)
  await expect(page.locator('main')).toContainText(campaign)
  await expect(page.locator('main')).toContainText('照片 1，摘要')
  // Leave the books as they were found.
  await page.getByRole('button', { name: '撤销' }).click()
  await page.getByRole('dialog').getByLabel('原因').fill('试用')
  await page.getByRole('dialog').getByRole('button', { name: '确认撤销' }).click()
  await expect(page.locator('h1')).toContainText('已撤销')
})

test('two phones at one door: the second sees both side by side and decides', async ({ page, browser }) => {
  await page.setViewportSize(PHONE)
  await logIn(page, 'inspector')
  const other = await (await browser.newContext({ viewport: PHONE, locale: 'zh-CN' })).newPage()
  await logIn(other, 'inspector')
  for (const phone of [page, other]) {
    await phone.getByRole('button', { name: '下载任务包' }).click()
    await expect(doors(phone).first()).toBeVisible()
  }
  const accountNo = (await doors(page).first().getAttribute('data-task')) ?? ''
  for (const [phone, outcome] of [[page, '与档案一致'], [other, '发现问题']] as const) {
    await phone.locator(`[data-task="${accountNo}"]`).click()
    await phone.getByRole('radio', { name: outcome, exact: true }).check()
    if (outcome === '发现问题') {
      await phone.getByLabel('问题类型').selectOption('wrong_record')
      await phone.getByLabel('应执行的类别').selectOption('AGR-1')
      await phone.getByLabel('自何时起').fill('2013-08-01')
    }
    await phone.getByRole('button', { name: '保存，有网络时发送' }).click()
    await expect(waiting(phone)).toHaveAttribute('data-waiting', '0')
  }
  const conflict = other.locator(`[data-conflict="${accountNo}"]`)
  await expect(conflict).toContainText('与档案一致')
  await expect(conflict).toContainText('AGR-1')
  await conflict.getByRole('button', { name: '以现在有效的为准' }).click()
  await expect(conflict).toHaveCount(0)
  await other.context().close()
})

test('an inspector sees nothing of the desk that is not theirs', async ({ page }) => {
  await logIn(page, 'inspector')
  for (const path of ['/suspects', '/campaigns', '/dashboard', '/work-orders']) {
    await page.goto(path)
    await expect(page).toHaveURL(/\/forbidden/)
  }
  await page.goto('/stations')
  await expect(page.getByRole('navigation', { name: '导航' }).getByRole('link')).toHaveCount(4)
})
