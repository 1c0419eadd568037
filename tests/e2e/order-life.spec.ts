import { readFile } from 'node:fs/promises'
import { expect, test, type Page } from '@playwright/test'
import { inLanguage, logIn, logOut } from './setup/journeys'
import { assertSound } from './setup/sound'

const MONTH = '2013-09'

const orderIn = async (page: Page, state: string, nth = 0): Promise<string> => {
  await page.goto('/work-orders/register?station=0107&month=2013-10')
  const row = page.getByRole('table', { name: /工作单登记簿|Register/ }).getByRole('row').filter({ hasText: state }).nth(nth)
  return (await row.getByRole('link').textContent()) ?? ''
}

/** An account that no other journey uses, and the shop next door that its household's meter fed. */
const HOME = '0107000786'
const SHOP = '0107001687'

test.describe.configure({ mode: 'serial' })
test.describe('what becomes of an applied order', () => {
  test('a customer’s breach with an unknown start: the rule and its source, three months, the penalty; applied; the letter', async ({ page }) => {
    await logIn(page, 'clerk')
    await page.goto(`/work-orders/new?account=${HOME}`)
    await page.getByLabel('问题类型').selectOption('low_tariff_high_use')
    await page.getByLabel('更正为').selectOption('COM-1')
    await page.getByLabel(/用户擅自改变用电类别/).check()
    await expect(page.getByText('违约使用电费为差额电费的 2 倍')).toBeVisible()
    await expect(page.getByText(/依据：《供电营业规则》/)).toBeVisible()
    await page.getByLabel(/起始日期无法确定：按 3 个月计算，自 2013年7月1日 起/).check()
    await expect(page.getByLabel('执行日期')).toHaveCount(0)
    await expect(page.getByRole('table', { name: '逐月追补' }).getByRole('row')).toHaveCount(5)
    await expect(page.locator('[data-order-sums]')).toContainText('违约使用电费合计')
    // June and July stay as the tour needs them.
    await page.getByLabel(/起始日期无法确定/).uncheck()
    await page.getByLabel('执行日期').fill('2013-08-01')
    await expect(page.getByRole('table', { name: '逐月追补' }).getByRole('row')).toHaveCount(4)
    await page.getByLabel('更正原因').fill('门面经营，私自改变用电类别')
    await page.getByLabel('发现人').fill('孙海')
    await page.getByRole('button', { name: '提交审批' }).click()
    await expect(page.locator('h1')).toContainText('待审批')
    const order = page.url()
    await expect(page.locator('main')).toContainText('用户原因')
    await expect(page.locator('main')).toContainText('孙海')
    await logOut(page)
    await logIn(page, 'supervisor')
    await page.goto(order)
    await page.getByRole('button', { name: '批准并执行' }).click()
    await expect(page.getByRole('dialog')).toContainText('另收违约使用电费')
    await page.getByRole('button', { name: '确认批准并执行' }).click()
    await expect(page.locator('h1')).toContainText('已执行')
    await expect(page.locator('main')).toContainText('等待下一张电费单到达后自动核验')
    await page.goto(`${order}/letter`)
    await expect(page.locator('h1')).toHaveText('电费追补通知书')
    await expect(page.locator('article')).toContainText('12398')
    await page.getByRole('link', { name: 'English' }).click()
    await expect(page.locator('h1')).toHaveText('Notice of back-billing')
    await expect(page.locator('article')).toContainText('If you object')
  })

  test('it is taken back by a linked order, which restores the assignment; a second time is not offered', async ({ page }) => {
    await logIn(page, 'clerk')
    await page.goto(`/accounts/${HOME}`)
    await page.getByRole('link', { name: /^GD-0107-/ }).first().click()
    await page.getByRole('button', { name: '冲销' }).click()
    await expect(page.getByRole('dialog').getByRole('button', { name: '提交审批' })).toBeDisabled()
    await page.getByLabel('冲销原因').fill('门面属于邻户')
    const original = page.url()
    await page.getByRole('dialog').getByRole('button', { name: '提交审批' }).dblclick()
    await expect(page).not.toHaveURL(original)
    await expect(page.locator('main')).toContainText('本单冲销工作单')
    const reversal = page.url()
    await page.goto(original)
    await expect(page.locator('main')).toContainText('冲销工作单待审批')
    await expect(page.getByRole('button', { name: '冲销' })).toHaveCount(0)
    await logOut(page)
    await logIn(page, 'supervisor')
    await page.goto(reversal)
    await page.getByRole('button', { name: '批准并执行' }).click()
    await expect(page.getByRole('dialog')).toContainText('将冲销工作单')
    await page.getByRole('button', { name: '确认批准并执行' }).click()
    await expect(page.locator('h1')).toContainText('已执行')
    await page.goto(original)
    await expect(page.locator('h1')).toContainText('已冲销')
    await page.goto(`/accounts/${HOME}`)
    await expect(page.getByRole('table', { name: '电价执行' })).toContainText('居民生活')
  })

  test('energy moves between two accounts in one order: both are worked out as it is typed', async ({ page }) => {
    await logIn(page, 'clerk')
    await page.goto(`/work-orders/new?account=${HOME}`)
    await page.getByLabel('问题类型').selectOption('alternating_use')
    await page.getByLabel('另一户户号').fill(SHOP)
    await page.getByLabel('2013年9月 移到另一户的电量（千瓦时）').fill('1')
    await expect(page.getByRole('table', { name: `${HOME} 的逐月追补` }).getByRole('row')).toHaveCount(3)
    await expect(page.getByRole('table', { name: `${SHOP} 的逐月追补` })).toContainText('+1')
    await page.getByLabel('2013年9月 移到另一户的电量（千瓦时）').fill('9999999')
    await expect(page.getByText(`2013-09 移出的电量超过 ${HOME} 该月的计费电量`)).toBeVisible()
    await page.getByLabel('2013年9月 移到另一户的电量（千瓦时）').fill('')
    await page.getByRole('button', { name: '提交审批' }).click()
    await expect(page.getByText('请填写电量，最多三位小数；至少填写一个月')).toBeVisible()
  })

  test('an order that the next bill did not follow comes back raised, says why, and leads to the bill’s correction', async ({ page }) => {
    await logIn(page, 'clerk')
    await page.goto(`/work-orders/register?station=0107&month=${MONTH}`)
    await page.getByRole('row').filter({ hasText: '核验未过' }).getByRole('link').click()
    await expect(page.locator('main')).toContainText('2013年9月的电费单仍按更正前的电价计费')
    await page.getByRole('link', { name: '更正该月账单' }).click()
    await expect(page).toHaveURL(/\/work-orders\/new\?account=\d+&check=2013-09/)
  })

  test('a verified order is closed by a supervisor', async ({ page }) => {
    await logIn(page, 'supervisor2')
    await page.goto(`/work-orders/register?station=0107&month=${MONTH}`)
    await page.getByRole('row').filter({ hasText: '已核验' }).first().getByRole('link').click()
    await page.getByRole('button', { name: '办结' }).click()
    await page.getByRole('button', { name: '确认办结' }).click()
    await expect(page.locator('h1')).toContainText('已办结')
  })

  test('the register of a month is downloaded as CSV, every number in it', async ({ page }) => {
    await logIn(page, 'clerk')
    await page.goto('/work-orders/register?station=0107&month=2013-09')
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: '下载 CSV' }).click()])
    expect(file.suggestedFilename()).toBe('工作单登记簿-0107-2013-09.csv')
    const text = await readFile(await file.path(), 'utf8')
    expect(text.match(/GD-0107-201309-\d{4}/g)).toEqual(['0001', '0002', '0003', '0004'].map((place) => `GD-0107-201309-${place}`))
  })

  test('the register as a workbook; nothing of it without logging in', async ({ page, request }) => {
    const path = '/work-orders/register/download?station=0107&month=2013-09&format=xlsx'
    expect((await request.get(path)).status()).toBe(401)
    await logIn(page, 'qc')
    const answer = await page.request.get(path)
    expect(answer.headers()['content-type']).toContain('spreadsheetml')
    expect((await answer.body()).subarray(0, 2).toString()).toBe('PK')
    for (const wrong of ['station=0107&month=2013-13', 'station=9999&month=2013-09']) expect((await page.request.get(`/work-orders/register/download?${wrong}`)).status()).toBe(404)
  })

  test('on paper the order has a code that opens it, before and after, the working, places to sign', async ({ page }) => {
    await logIn(page, 'clerk')
    await page.goto(`/work-orders/${await orderIn(page, '已执行')}`)
    await page.emulateMedia({ media: 'print' })
    await expect(page.getByRole('img', { name: /扫码打开 GD-0107/ })).toBeVisible()
    await expect(page.getByRole('table', { name: '逐月计算过程' })).toBeVisible()
    await expect(page.getByText('审批人签字')).toBeVisible()
  })
})

for (const [locale, theme, width] of [['zh-CN', 'light', 1440], ['en', 'dark', 390]] as const) {
  test(`sound: ${locale}, ${theme}, ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 844 })
    await logIn(page, 'clerk')
    const [moved, reversed, raised] = [await orderIn(page, '居商交替用电'), await orderIn(page, '已冲销'), 'GD-0107-201309-0003']
    await inLanguage(page, locale, theme)
    const orders = [moved, reversed, raised].flatMap((number) => [`/work-orders/${number}`, `/work-orders/${number}/letter`])
    for (const path of [...orders, '/work-orders/register?station=0107&month=2013-10', '/work-orders/register?month=2010-01']) await assertSound(page, path)
  })
}
