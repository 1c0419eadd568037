import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test, type Page } from '@playwright/test'
import { logIn, logOut } from './setup/journeys'

const PRINTED = fileURLToPath(new URL('../../public/samples/category-months-as-printed.csv', import.meta.url))
const TOUR_ACCOUNT = '0107012345'

/** How many orders the dashboard says were posted in its range. */
const postedOrders = async (page: Page): Promise<number> => Number(/(\d+) 张工作单/.exec((await page.locator('[data-recovered=posted]').textContent()) ?? '')?.[1] ?? Number.NaN)

/** The README's two-minute tour, step by step; what it says must be what a newcomer sees. */
test.describe.configure({ mode: 'serial' })
test.describe('the tour', () => {
  let page: Page
  let orderNumber = ''
  let postedBefore = 0
  test.beforeAll(async ({ browser }) => {
    page = await browser.newPage()
  })
  test.afterAll(() => page.close())

  test('1. the clerk imports the table as printed; the slip is held, corrected, committed', async () => {
    await logIn(page, 'clerk')
    await page.goto('/imports/new?kind=category-months')
    await page.getByLabel('文件（CSV 或 xlsx）').setInputFiles(PRINTED)
    await page.getByRole('button', { name: '上传并检查' }).click()
    await expect(page.getByRole('status')).toContainText('有 1 行要先处理')
    const held = page.locator('[data-import-row="3"]')
    await expect(held).toContainText('1,222,252.36')
    await expect(held).toContainText('超出电价应有的 0.7188 至 0.7482 元')
    await expect(held).toContainText('119,806.68 至 124,696.75')
    await expect(held).toContainText('可能多了一位数字')
    await expect(page.getByRole('button', { name: '入账 6 行' })).toBeDisabled()
    await held.getByRole('button', { name: '改为 122,252.36' }).click()
    await held.getByLabel('原因').fill('核对原始报表，多印一位')
    await held.getByRole('button', { name: '更正' }).click()
    await expect(held).toContainText('已由 王丽 更正：1,222,252.36 → 122,252.36')
    await page.getByRole('button', { name: '入账 6 行' }).click()
    await expect(page.getByText('新增 6 行，更改 0 行，未变 0 行')).toBeVisible()
    await expect(page.getByText('一致，分毫不差')).toHaveCount(6)
  })

  test('the same file again changes nothing, and says so', async () => {
    await page.goto('/imports/new?kind=category-months')
    await page.getByLabel('文件（CSV 或 xlsx）').setInputFiles(PRINTED)
    await page.getByRole('button', { name: '上传并检查' }).click()
    await expect(page.getByText('这个文件以前导入过，没有重复写入任何数据')).toBeVisible()
    await page.goto('/imports')
    await expect(page.getByRole('row')).toHaveCount(2)
  })

  test('2. the dashboard shows June and July exactly, and nothing recovered yet', async () => {
    await page.goto('/dashboard?station=0107&from=2013-06&to=2013-07')
    await expect(page.locator('[data-scope]')).toContainText('XX供电所 · 2013年6月 至 2013年7月 · 21,463 户 · 占某县供电公司的 0.8 %')
    await expect(page.locator('[data-row="2013-06 all"]')).toContainText(/21,590.*754,625.*440,506\.21/)
    await expect(page.locator('[data-row="2013-07 all"]')).toContainText(/21,463.*849,978.*\+12\.64 %.*500,242\.55.*\+13\.56 %/)
    await expect(page.locator('[data-figure=energy]')).toContainText('+95,353 (+12.64 %)')
    await expect(page.locator('[data-figure=revenue]')).toContainText('+59,736.34 (+13.56 %)')
    await expect(page.locator('[data-figure=accounts]')).toContainText('−127')
    for (const [category, ...figures] of [
      ['RES-1', '−26', '+102,152', '+55,866.26 (+20.95 %)', '0.546903', '0.546902'],
      ['COM-1', '+39', '+33,554', '+24,611.56 (+20.13 %)', '0.733504', '0.733502'],
      ['AGR-1', '−140', '−40,353', '−20,741.48 (−40.22 %)', '0.514000', '0.513999'],
    ]) {
      for (const figure of figures) await expect(page.locator(`[data-category="${category}"]`)).toContainText(figure)
    }
    await expect(page.getByText('各类别均价几乎没有变化')).toBeVisible()
    await expect(page.locator('[data-recovered=posted]')).toContainText('0.00')
    await page.goto('/dashboard?station=0107&from=2013-09&to=2013-10')
    postedBefore = await postedOrders(page)
  })

  test('3. the clerk finds the supermarket, sees the working, and submits a correction', async () => {
    await page.goto('/accounts')
    await page.getByLabel('查找用电户').fill(TOUR_ACCOUNT)
    await page.getByRole('button', { name: '查找' }).click()
    await page.getByRole('link', { name: TOUR_ACCOUNT }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('福临超市')
    await page.getByRole('link', { name: '查看 2013年7月 的算法' }).click()
    await expect(page.getByText('与账上分毫不差')).toBeVisible()
    await expect(page.getByRole('table', { name: '计费明细' })).toContainText('电度电费')
    await page.getByRole('link', { name: '更正用电类别' }).click()
    await page.getByLabel('问题类型').selectOption('low_tariff_high_use')
    await page.getByLabel('更正为').selectOption('COM-1')
    await page.getByLabel('执行日期').fill('2013-03-01')
    await expect(page.getByRole('table', { name: '逐月追补' }).getByRole('row')).toHaveCount(9)
    await page.getByLabel('更正原因').fill('2013年3月起经营超市')
    await page.reload()
    await expect(page.getByText('已恢复上次未提交的内容')).toBeVisible()
    await page.getByLabel('证据说明').fill('现场核查，照片 12 号')
    await page.getByRole('button', { name: '提交审批' }).dblclick()
    await expect(page).toHaveURL(/\/work-orders\/GD-0107-201310-\d{4}$/)
    orderNumber = path.basename(page.url())
    await expect(page.locator('h1')).toContainText('待审批')
    await expect(page.getByRole('button', { name: '批准并执行' })).toHaveCount(0)
    await logOut(page)
  })

  test('4. the supervisor sees before and after, approves and applies', async () => {
    await logIn(page, 'supervisor')
    await page.goto('/work-orders?state=submitted')
    await page.getByRole('link', { name: orderNumber }).click()
    await page.getByRole('button', { name: '批准并执行' }).click()
    const dialog = page.getByRole('dialog')
    await expect(dialog).toContainText('更正 7 个月')
    await expect(dialog).toContainText('向用户追补')
    await dialog.getByRole('button', { name: '确认批准并执行' }).click()
    await expect(page.locator('h1')).toContainText('已执行')
    await page.goto(`/accounts/${TOUR_ACCOUNT}`)
    await expect(page.getByRole('table', { name: '电价执行' })).toContainText('2013年3月1日 起')
    await expect(page.getByRole('table', { name: '已记账的调整' }).getByRole('row')).toHaveCount(15)
    await expect(page.getByText(`更正用电类别（工作单 ${orderNumber}）`)).toBeVisible()
  })

  test('5. the dashboard shows what the order recovered, apart from the unchanged month-on-month change', async () => {
    await page.goto('/dashboard?station=0107&from=2013-06&to=2013-07')
    await expect(page.locator('[data-figure=revenue]')).toContainText('+59,736.34 (+13.56 %)')
    await expect(page.locator('[data-recovered=belonging]')).toContainText('1 张工作单')
    await expect(page.locator('[data-recovered=belonging]')).toContainText(/\+\d/)
    await page.goto('/dashboard?station=0107&from=2013-09&to=2013-10')
    expect(await postedOrders(page)).toBe(postedBefore + 1)
  })
})
