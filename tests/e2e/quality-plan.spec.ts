import { expect, test, type Locator, type Page } from '@playwright/test'
import { logIn } from './setup/journeys'

const PLAN = '/quality/projects/QC-0107-2013-01/plan'

test.use({ hasTouch: true })

interface Place {
  x: number
  y: number
  /** Of the bar, for so many days. */
  width: number
}

async function placeOf(bar: Locator): Promise<Place> {
  const box = await bar.boundingBox()
  if (!box) throw new Error('the bar is not in sight')
  return { x: box.x, y: box.y + 6, width: box.width }
}

async function dragged(page: Page, from: { x: number; y: number }, by: number): Promise<void> {
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  await page.mouse.move(from.x + by, from.y, { steps: 5 })
}

/** `2013-02-01 至 2013-03-31`, 58 days on the chart. */
const BAR = 'p2'
const DAYS = 58
const named = (from: string, to: string) => `调查149个台区29,876户用电类别：${from} 至 ${to}`

test('a bar is dragged by the mouse: as a whole, by either end, not past the other, and back with Escape; saved, it drifts from the baseline', async ({ page }) => {
  await logIn(page, 'qc')
  await page.goto(PLAN)
  const bar = page.locator(`[data-bar=${BAR}]`)
  await expect(page.getByLabel('计划结束 2', { exact: true })).toBeEditable()
  await expect(bar).toHaveAccessibleName(named('2013-02-01', '2013-03-31'))
  const { x, y, width } = await placeOf(bar)
  const days = (count: number) => (width / DAYS) * count
  await dragged(page, { x: x + width / 2, y }, days(7))
  await page.mouse.up()
  await expect(bar).toHaveAccessibleName(named('2013-02-08', '2013-04-07'))
  await dragged(page, { x: x + days(7) + width - 3, y }, days(10))
  await page.mouse.up()
  await expect(bar).toHaveAccessibleName(named('2013-02-08', '2013-04-17'))
  await dragged(page, { x: x + days(7) + 3, y }, days(100))
  await page.mouse.up()
  await expect(bar).toHaveAccessibleName(named('2013-02-08', '2013-04-17'))
  await dragged(page, { x: x + days(30), y }, days(20))
  await page.keyboard.press('Escape')
  await page.mouse.up()
  await expect(bar).toHaveAccessibleName(named('2013-02-08', '2013-04-17'))
  await expect(page.getByLabel('计划结束 2', { exact: true })).toHaveValue('2013-04-17')

  await page.reload()
  await expect(page.locator('main')).toContainText('有未保存的改动')
  await page.getByRole('button', { name: '保存' }).click()
  const drift = page.getByRole('table', { name: '偏差' }).getByRole('row').filter({ hasText: '调查149个台区' })
  await expect(drift).toContainText('17 天')
  await expect(bar).toHaveAccessibleName(named('2013-02-08', '2013-04-17'))
  await expect(page.getByRole('button', { name: '保存' })).toBeDisabled()
})

test('a bar is dragged by a finger, and cells of the table move it too', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await logIn(page, 'qc')
  await page.goto(PLAN)
  const bar = page.locator('[data-bar=p5]')
  await expect(page.getByLabel('计划结束 5', { exact: true })).toBeEditable()
  await bar.scrollIntoViewIfNeeded()
  const { x, y, width } = await placeOf(bar)
  const before = await bar.getAttribute('aria-label')
  const touch = await page.context().newCDPSession(page)
  const at = (by: number) => [{ x: x + width / 2 + by, y }]
  await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: at(0) })
  for (const by of [10, 20, 30]) await touch.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: at(by) })
  await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
  await expect(bar).not.toHaveAttribute('aria-label', before ?? '')
  await page.getByLabel('计划开始 5', { exact: true }).fill('2013-05-12')
  await page.getByLabel('计划结束 5', { exact: true }).fill('2013-06-02')
  await expect(bar).toHaveAccessibleName('逐条确认末端原因：2013-05-12 至 2013-06-02')
})

test('a plan that is agreed again keeps the first baseline, with who and why', async ({ page }) => {
  await logIn(page, 'qc')
  await page.goto(PLAN)
  await page.locator('summary', { hasText: '锁定为基线' }).click()
  await page.getByRole('button', { name: '锁定为基线' }).click()
  await expect(page.locator('main')).toContainText('请填写这一项')
  await page.getByLabel('锁定说明').fill('雨季改期，所务会同意')
  await page.getByRole('button', { name: '锁定为基线' }).click()
  await expect(page.locator('main')).toContainText('雨季改期，所务会同意')
  await expect(page.locator('main')).toContainText('2013年1月小组会议通过')
  await expect(page.locator('main')).toContainText('偏差按第一次锁定的基线计算')
})
