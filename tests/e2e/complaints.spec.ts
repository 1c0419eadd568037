import { expect, test, type Page } from '@playwright/test'
import { inLanguage, logIn, logOut } from './setup/journeys'
import { assertSound } from './setup/sound'

const act = async (page: Page, action: string, text?: { label: string; words: string }) => {
  await page.getByRole('button', { name: action, exact: true }).click()
  const dialog = page.getByRole('dialog')
  if (text) await dialog.getByLabel(text.label).fill(text.words)
  await dialog.getByRole('button', { name: '确认' }).click()
}

test('a customer objects: taken down from the order, investigated, decided by another supervisor, answered, closed', async ({ page }) => {
  await logIn(page, 'clerk')
  await page.goto('/work-orders/GD-0107-201309-0003')
  await page.getByRole('link', { name: '登记用户申诉' }).click()
  await page.getByRole('button', { name: '登记申诉' }).click()
  await expect(page.getByText('请填写')).toHaveCount(2)
  await page.getByLabel('联系方式').fill('13800000000')
  await page.getByLabel('申诉内容').fill('楼下没有门面')
  await page.getByRole('button', { name: '登记申诉' }).dblclick()
  await expect(page).toHaveURL(/\/complaints\/TS-0107-201310-\d{4}$/)
  const complaint = page.url()
  await expect(page.locator('main')).toContainText('办理期限')
  await act(page, '开始调查')
  await expect(page.locator('h1')).toContainText('调查中')
  await logOut(page)

  await logIn(page, 'supervisor')
  await page.goto(complaint)
  await expect(page.locator('main')).toContainText('须由另一位主管裁定')
  await expect(page.getByRole('button', { name: '申诉不成立' })).toHaveCount(0)
  await logOut(page)

  await logIn(page, 'supervisor2')
  await page.goto('/complaints')
  await page.getByRole('link', { name: complaint.split('/').at(-1) ?? '' }).click()
  await act(page, '申诉不成立', { label: '理由', words: '现场照片为证' })
  await expect(page.locator('h1')).toContainText('申诉不成立')
  await logOut(page)

  await logIn(page, 'clerk')
  await page.goto(complaint)
  await act(page, '答复用户', { label: '答复内容', words: '维持更正，附照片' })
  await expect(page.locator('h1')).toContainText('已答复')
  await act(page, '办结')
  await expect(page.locator('h1')).toContainText('已办结')
  await expect(page.locator('main')).toContainText('维持更正，附照片')
})

test('an upheld complaint shows the reversing order that it prepared', async ({ page }) => {
  await logIn(page, 'clerk')
  await page.goto('/complaints?view=all')
  await page.getByRole('link', { name: 'TS-0107-201310-0002' }).click()
  await expect(page.locator('h1')).toContainText('申诉成立')
  await expect(page.locator('main')).toContainText(/冲销工作单GD-0107-201310-\d{4}草稿/)
})

test('nonsense in the address, and a role without the right', async ({ page }) => {
  await logIn(page, 'qc')
  await page.goto('/complaints?view=x&after=z')
  await expect(page.locator('h1')).toHaveText('用户申诉')
  for (const path of ['/complaints/TS-0107-201310-9999', '/complaints/x']) {
    await page.goto(path)
    await expect(page.locator('main')).toContainText('没有找到这个页面')
  }
  await page.goto('/complaints/new?order=GD-0107-201309-0001')
  await expect(page).toHaveURL(/\/forbidden/)
})

for (const [locale, theme, width] of [['zh-CN', 'light', 1440], ['en', 'dark', 390]] as const) {
  test(`sound: ${locale}, ${theme}, ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 844 })
    await inLanguage(page, locale, theme)
    await logIn(page, 'clerk')
    for (const path of ['/complaints', '/complaints?view=closed', '/complaints/TS-0107-201310-0001', '/complaints/TS-0107-201310-0004', '/complaints/new?order=GD-0107-201309-0001']) await assertSound(page, path)
  })
}
