import { expect, test, type Page } from '@playwright/test'
import { logIn, logOut } from './setup/journeys'

const figure = (page: Page, name: string) => page.locator(`[data-figure=${name}]`)

test('a month is checked, a difference is corrected by a work order, and matches from then on', async ({ page }) => {
  await logIn(page, 'supervisor')
  await page.getByRole('link', { name: '账单核查' }).click()
  await expect(page.locator('main')).toContainText('2013年9月的账单还没有核查')
  await page.getByRole('button', { name: '核查本月账单' }).click()
  await expect(figure(page, 'match')).toBeVisible({ timeout: 30_000 })
  await expect(figure(page, 'checked')).toContainText('21,396')
  const differing = Number(await figure(page, 'differs').locator('.tabular').textContent())
  expect(differing).toBeGreaterThan(8)
  await page.getByRole('link', { name: '电价', exact: true }).click()
  await expect(page).toHaveURL(/kind=price/)
  await expect(page.getByRole('table', { name: '有差异与无法核查的账单' })).toContainText('整张账单恰好等于按居民生活计费的金额')
  await logOut(page)

  await logIn(page, 'clerk')
  await page.goto('/bill-checks?month=2013-09&kind=price')
  const row = page.getByRole('table', { name: '有差异与无法核查的账单' }).getByRole('row').nth(1)
  const accountNo = (await row.getByRole('link').first().textContent()) ?? ''
  await row.getByRole('link', { name: '开工作单' }).click()
  await expect(page.getByLabel('更正原因')).toHaveValue(/2013年9月账单核查：应收/)
  await page.getByRole('button', { name: '提交审批' }).click()
  await expect(page).toHaveURL(/\/work-orders\/GD-/)
  const order = page.url()
  await logOut(page)

  await logIn(page, 'supervisor')
  await page.goto(order)
  await page.getByRole('button', { name: '批准并执行' }).click()
  await expect(page.getByRole('dialog')).toContainText('电价执行不变，只更正账单')
  await page.getByRole('dialog').getByRole('button', { name: '确认批准并执行' }).click()
  await expect(page.locator('main')).toContainText('已执行')
  await page.goto('/bill-checks?month=2013-09')
  await page.getByRole('button', { name: '重新核查' }).click()
  await expect(figure(page, 'differs').locator('.tabular')).toHaveText(String(differing - 1), { timeout: 30_000 })
  await page.goto('/bill-checks?month=2013-09&kind=price')
  await expect(page.locator('main')).not.toContainText(accountNo)
})

test('nonsense in the address shows the newest month, and a role without the right sees no button', async ({ page }) => {
  await logIn(page, 'qc')
  await page.goto('/bill-checks?month=2013-99&station=x&kind=y&after=z')
  await expect(page.getByLabel('月份')).toHaveValue('2013-09')
  await expect(page.getByRole('button', { name: /核查/ })).toHaveCount(0)
})
