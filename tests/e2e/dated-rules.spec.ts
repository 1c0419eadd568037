import { expect, test } from '@playwright/test'
import { inLanguage, logIn, logOut } from './setup/journeys'
import { assertSound } from './setup/sound'

test('the administrator adds a rule after a second look; the supervisor reads it; nobody edits one', async ({ page }) => {
  await logIn(page, 'admin')
  await page.getByRole('navigation', { name: '导航' }).getByRole('link', { name: '规则与日历' }).click()
  await expect(page.getByRole('table', { name: '违约使用电费' })).toContainText('《供电营业规则》')
  await page.getByRole('link', { name: '新增违约使用电费规则' }).click()

  await page.getByRole('button', { name: '看看会改变什么' }).click()
  await expect(page.getByText('请选择日期')).toBeVisible()
  await expect(page.getByText('请填写依据').first()).toBeVisible()
  await page.getByLabel('依据（中文）').fill('《供电营业规则》修订稿')
  await page.getByLabel('依据（英文）').fill('Rules for Electric Power Supply, as revised')
  await page.getByLabel('差额的几倍').fill('1.5')

  await page.getByLabel('生效日期').fill('2012-01-01')
  await page.getByRole('button', { name: '看看会改变什么' }).click()
  await expect(page.locator('form').getByRole('alert')).toContainText('已经结账')
  await page.getByLabel('生效日期').fill('2031-03-15')
  await page.getByRole('button', { name: '看看会改变什么' }).click()
  const effect = page.getByRole('region', { name: '新增之后会改变的' })
  await expect(effect).toContainText('从 2031年4月 的差额起按新规则计算')
  await expect(effect).toContainText('原来：不高于差额的 2 倍，起始日不明时计 3 个月；新规则：不高于差额的 1.5 倍')
  await page.getByRole('button', { name: '确认新增' }).click()

  await expect(page).toHaveURL(/\/settings\/dated-rules#penalty/)
  const row = page.getByRole('table', { name: '违约使用电费' }).getByRole('row').filter({ hasText: '2031年3月15日' })
  await expect(row).toContainText('尚未生效')
  await expect(row.getByRole('button')).toHaveCount(0)
  await logOut(page)

  await logIn(page, 'supervisor')
  await page.goto('/settings/dated-rules')
  await expect(page.getByRole('table', { name: '违约使用电费' })).toContainText('《供电营业规则》修订稿')
  await expect(page.getByRole('link', { name: /新增/ })).toHaveCount(0)
  await page.goto('/settings/dated-rules/new?kind=due')
  await expect(page).toHaveURL(/\/forbidden/)
})

for (const { locale, theme, width } of [
  { locale: 'zh-CN', theme: 'light', width: 1440 },
  { locale: 'en', theme: 'dark', width: 390 },
] as const) {
  test(`rules and their forms in ${locale}, ${theme}, ${width} px: accessible, nothing sticks out`, async ({ page }) => {
    await page.setViewportSize({ width, height: 844 })
    await inLanguage(page, locale, theme)
    await logIn(page, 'admin')
    for (const path of ['/settings/dated-rules', ...['penalty', 'due', 'calendar'].map((kind) => `/settings/dated-rules/new?kind=${kind}`)]) await assertSound(page, path)
    await page.goto('/settings/dated-rules')
    // As a person does whose page was not awake yet.
    await expect(async () => {
      await page.keyboard.press('?')
      await expect(page.getByRole('dialog')).toContainText(locale === 'en' ? 'Rules are only added' : '规则只能新增', { timeout: 2_000 })
    }).toPass()
  })
}
