import ExcelJS from 'exceljs'
import { expect, test, type BrowserContext, type Page } from '@playwright/test'
import pg from 'pg'
import sharp from 'sharp'
import { inLanguage, logIn, logOut } from './setup/journeys'
import { assertSound } from './setup/sound'

/** A clerk's and a supervisor's day at the queue: many corrections in from Excel, one by one and in bulk, by keys, with photos and words. */
test.describe.configure({ mode: 'serial' })
test.describe('the desk', () => {
  let context: BrowserContext
  let page: Page
  let numbers: string[] = []
  let batchPath = ''
  test.beforeAll(async ({ browser }) => {
    context = await browser.newContext({ locale: 'zh-CN', timezoneId: 'Asia/Shanghai', viewport: { width: 1440, height: 900 } })
    page = await context.newPage()
  })
  test.afterAll(async () => {
    await context.close()
    await takeBack(numbers)
  })

  test('the clerk fills the template in; it is checked row by row, and the good rows become drafts', async () => {
    await logIn(page, 'clerk')
    const { rows: accounts } = await query<{ account: string }>(HOUSEHOLDS)
    await page.goto('/work-orders/excel')
    const download = page.waitForEvent('download')
    await page.getByRole('link', { name: '下载模板' }).click()
    const template = new ExcelJS.Workbook()
    await template.xlsx.readFile(await (await download).path())
    template.worksheets[0]?.addRows([...accounts.map(({ account }) => [account, '低价高用', 'COM-1', '2013-07-01', '经营小店', '照片']), ['999', '低价高用', 'COM-1', '2013-07-01', '没有这一户']])
    await page.getByLabel('填好的更正表').setInputFiles({ name: '更正.xlsx', mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', buffer: Buffer.from(await template.xlsx.writeBuffer()) })
    await page.getByRole('button', { name: '上传并逐行检查' }).click()
    await expect(page).toHaveURL(/\/work-orders\/batches\/\d+/)
    batchPath = new URL(page.url()).pathname
    await expect(page.locator('[data-outcome=faulty]')).toContainText('没有户号 999')
    await expect(page.locator('[data-outcome=faulty]')).toContainText('“户号”列')
    await page.getByRole('button', { name: '确认由 Excel 建草稿（6 张）' }).dblclick()
    await expect(page.locator('[data-outcome=done]')).toHaveCount(6, { timeout: 20_000 })
    numbers = await page.locator('[data-outcome=done] a').allTextContents()
    const report = page.waitForEvent('download')
    await page.getByRole('link', { name: '下载结果' }).click()
    const results = new ExcelJS.Workbook()
    await results.xlsx.readFile(await (await report).path())
    expect(results.worksheets[0]?.getRow(8).getCell(3).value).toBe('户号 (999): 没有户号 999，或不在您的供电所范围内。')
    await page.goto('/work-orders?view=drafts')
    for (const number of numbers) await expect(page.getByRole('link', { name: number })).toBeVisible()
  })

  test('a draft is submitted from its page, with a photo that is one and a word to the supervisor', async () => {
    for (const number of numbers) {
      await page.goto(`/work-orders/${number}`)
      await page.getByRole('button', { name: '提交审批' }).click()
      await page.getByRole('button', { name: '确认提交审批' }).click()
      await expect(page.locator('h1')).toContainText('待审批')
    }
    await page.getByLabel('添加照片或文件').setInputFiles({ name: '假.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('<script>') })
    await page.getByRole('button', { name: '上传' }).click()
    await expect(page.getByText('这个文件不是')).toBeVisible()
    const photo = await sharp({ create: { width: 640, height: 480, channels: 3, background: '#888888' } }).jpeg().toBuffer()
    await page.getByLabel('添加照片或文件').setInputFiles({ name: '门面.jpg', mimeType: 'image/jpeg', buffer: photo })
    await page.getByRole('button', { name: '上传' }).click()
    const thumbnail = page.getByRole('img', { name: '照片 门面.jpg' })
    await expect(thumbnail).toBeVisible()
    expect(await thumbnail.evaluate((image: HTMLImageElement) => image.decode().then(() => image.naturalWidth))).toBe(320)
    await page.getByLabel('说点什么').pressSequentially('请看照片 @张')
    await page.getByRole('button', { name: '@张建国' }).click()
    await page.getByRole('button', { name: '发送' }).click()
    await expect(page.getByText('请看照片 @张建国')).toBeVisible()
    await page.getByLabel('经办人').selectOption({ label: '张建国' })
    await page.getByRole('button', { name: '移交' }).click()
    await expect(page.getByText('移交经办人')).toBeVisible()
    await logOut(page)
  })

  test('who is not logged in gets no photo', async ({ request }) => {
    const { rows } = await query<{ path: string }>(`SELECT '/work-orders/' || o.number || '/attachments/' || f.id AS path FROM work_order_attachment f JOIN work_order o ON o.station_id = f.station_id AND o.id = f.work_order_id`)
    expect(rows.length).toBeGreaterThan(0)
    for (const { path } of rows) expect((await request.get(path)).status()).toBe(401)
  })

  test('the bell tells the supervisor; what is read is read', async () => {
    await logIn(page, 'supervisor')
    await expect(page.locator('[data-unread]')).toBeVisible()
    await page.getByRole('link', { name: /通知，\d+ 条未读/ }).click()
    await expect(page.locator('[data-kind=mentioned]')).toContainText(`王丽 在 ${numbers.at(-1) ?? ''} 提到了您`)
    await expect(page.locator('[data-kind=assigned]')).toContainText(numbers.at(-1) ?? '')
    await expect(page.locator('[data-kind=approve]').first()).toBeVisible()
    await page.getByRole('button', { name: '全部标为已读' }).click()
    await expect(page.locator('[data-unread]')).toHaveCount(0)
  })

  test('by keys: down the list, the order beside it, one approved, one returned', async () => {
    await page.goto('/work-orders?view=approve&q=GD-0107')
    await expect(page.locator('[data-row-link]').first()).toBeVisible()
    const rows = await page.locator('[data-row-link]').allTextContents()
    await expect(async () => {
      await page.keyboard.press('ArrowDown')
      await expect(page.locator('[data-row-link]').first()).toBeFocused({ timeout: 500 })
    }).toPass()
    const pane = page.getByRole('region', { name: '选中的工作单' })
    await expect(pane).toContainText(rows[0] ?? '')
    await expect(pane.getByRole('table', { name: '逐月追补' })).toBeVisible()
    await page.keyboard.press('a')
    await expect(page.getByRole('dialog')).toContainText(`批准并执行 ${rows[0] ?? ''}`)
    await page.keyboard.press('Enter')
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await expect(page.getByRole('link', { name: rows[0] ?? '' })).toHaveCount(0)
    await page.keyboard.press('Escape')
    await page.keyboard.press('ArrowDown')
    await expect(pane).toContainText(rows[1] ?? '')
    await expect(pane.getByRole('button', { name: '批准并执行' })).toBeVisible()
    await page.keyboard.press('r')
    await page.getByLabel('退回原因').fill('请补门面照片')
    await page.getByRole('button', { name: '确认退回' }).click()
    await expect(page.getByRole('link', { name: rows[1] ?? '' })).toHaveCount(0)
    await page.keyboard.press('/')
    await expect(page.locator('[data-search-box]')).toBeFocused()
    await page.keyboard.press('Escape')
    await expect(page.locator('[data-search-box]')).not.toBeFocused()
  })

  test('in bulk: selected, previewed in accounts, kWh and yuan, carried out once, each with its result', async () => {
    await page.goto('/work-orders?view=approve')
    await page.getByLabel('选中本页全部').check()
    await page.getByRole('button', { name: '取消选择' }).click()
    await expect(page.getByRole('button', { name: '批准并执行' })).toHaveCount(0)
    const { rows } = await query<{ number: string }>(`SELECT number FROM work_order WHERE number = ANY($1) AND state = 'submitted' ORDER BY number`, [numbers])
    const count = rows.length
    expect(count).toBe(4)
    await page.getByRole('link', { name: rows[0]?.number ?? '' }).focus()
    await page.keyboard.press('x')
    await expect(page.getByRole('status').filter({ hasText: '已选 1 张' })).toBeVisible()
    for (const { number } of rows.slice(1)) await page.getByLabel(`选中 ${number}`).check()
    await page.getByRole('button', { name: '批准并执行' }).click()
    await expect(page).toHaveURL(/\/work-orders\/batches\/\d+/)
    await expect(page.locator('[data-sum=count]')).toHaveText(String(count))
    await expect(page.locator('[data-sum=accounts]')).toHaveText(String(count))
    await expect(page.locator('[data-sum=charged]')).toContainText('+')
    await expect(page.getByText('关闭旧的电价执行')).toBeVisible()
    await page.getByRole('button', { name: `确认批准并执行（${count} 张）` }).dblclick()
    await expect(page.locator('[data-outcome=done]')).toHaveCount(count, { timeout: 20_000 })
    await page.goto('/work-orders/batches')
    await expect(page.getByRole('table', { name: '批量办理记录' })).toContainText('成批审批')
  })

  test('the view is its address: columns, spacing, order; Back brings it again', async () => {
    await page.goto('/work-orders?cols=state,difference&density=compact&sort=difference')
    await expect(page.getByRole('columnheader', { name: '时限' })).toHaveCount(0)
    await page.getByText('列与行距').click()
    await page.getByLabel('时限').check()
    await page.getByRole('button', { name: '应用' }).last().click()
    await expect(page.getByRole('columnheader', { name: '时限' })).toBeVisible()
    expect(new URL(page.url()).searchParams.get('sort')).toBe('difference')
    await page.goBack()
    await expect(page.getByRole('columnheader', { name: '时限' })).toHaveCount(0)
  })

  test('? opens the guide to the page, for the role', async () => {
    await page.goto('/work-orders')
    const guide = page.getByRole('dialog')
    await expect(async () => {
      await page.keyboard.press('?')
      await expect(guide).toContainText('作为主管', { timeout: 2_000 })
    }).toPass()
    await expect(guide).toContainText('自己编制的不能自己批')
    await page.keyboard.press('Escape')
    await page.goto('/dashboard')
    await page.getByRole('button', { name: '本页说明（按 ?）' }).click()
    await expect(guide).toContainText('工作单追回')
    await page.keyboard.press('Escape')
    await logOut(page)
  })

  for (const [locale, theme, width] of [['zh-CN', 'light', 1440], ['en', 'dark', 390]] as const) {
    test(`its pages are sound: ${locale}, ${theme}, ${width} px`, async () => {
      await page.setViewportSize({ width, height: 844 })
      await inLanguage(page, locale, theme)
      await logIn(page, 'supervisor')
      const last = numbers.at(-1) ?? ''
      await page.goto('/work-orders/batches')
      const mine = new URL(await page.locator('[data-row-link]').first().evaluate((link: HTMLAnchorElement) => link.href)).pathname
      for (const path of [`/work-orders?order=${last}`, '/work-orders?view=overdue', `/work-orders/${last}`, '/work-orders/excel', '/work-orders/batches', mine, '/notifications']) await assertSound(page, path)
      await logOut(page)
      await logIn(page, 'clerk')
      for (const path of ['/work-orders?view=returned', batchPath]) await assertSound(page, path)
      await logOut(page)
    })
  }
})

/** Households of the demonstration with three bills to correct and no order, away from those that other journeys use. */
const HOUSEHOLDS = `
  SELECT a.account_no AS account FROM account a
  JOIN tariff_assignment t ON t.station_id = a.station_id AND t.account_id = a.id AND t.valid_to IS NULL AND t.splits IS NULL
  JOIN tariff_category c ON c.id = t.remainder_category_id AND c.code = 'RES-1'
  WHERE a.closed_on IS NULL AND NOT EXISTS (SELECT FROM work_order o WHERE o.station_id = a.station_id AND o.account_id = a.id)
    AND (SELECT count(*) FROM bill b WHERE b.station_id = a.station_id AND b.account_id = a.id AND b.month >= '2013-07-01' AND b.energy_wh > 0) = 3
  ORDER BY a.account_no OFFSET 300 LIMIT 6`

async function query<Row extends pg.QueryResultRow>(sql: string, values: unknown[] = []): Promise<pg.QueryResult<Row>> {
  const client = new pg.Client({ connectionString: process.env['E2E_DATABASE_URL'] })
  await client.connect()
  try {
    return await client.query<Row>(sql, values)
  } finally {
    await client.end()
  }
}

/** The returned one goes, so that nobody's queue begins with it. */
async function takeBack(numbers: readonly string[]): Promise<void> {
  await query(`UPDATE work_order SET state = 'cancelled' WHERE number = ANY($1) AND state IN ('draft', 'submitted')`, [numbers])
}
