import { expect, test } from '@playwright/test'
import { inLanguage, logIn, logOut } from './setup/journeys'
import { assertSound } from './setup/sound'

const PAGE = '/settings/account-rules'

test('the security administrator proposes a rule of accounts, the system administrator accepts it, the log auditor reads it', async ({ page }) => {
  await logIn(page, 'security')
  await page.getByRole('navigation', { name: '导航' }).getByRole('link', { name: '账号规则' }).click()
  const rules = page.getByRole('table', { name: '现行规则' })
  await expect(rules.getByRole('row', { name: /^锁定时长/ })).toContainText('15 分钟')
  await rules.getByRole('link', { name: '提出更改 锁定时长' }).click()
  await expect(page.getByText('现行：15 分钟，自 2014年1月1日 起')).toBeVisible()

  await page.getByRole('button', { name: '提出', exact: true }).click()
  for (const fault of ['请选择日期', '请填写依据', '请填写原因']) await expect(page.getByText(fault)).toBeVisible()
  await page.getByLabel('新的取值（分钟）').fill('0')
  await expect(page.getByText('请填写 1 至 1440 的整数')).toBeVisible()
  await page.getByLabel('新的取值（分钟）').fill('30')
  await page.getByLabel('依据').fill('信息〔2031〕4 号')
  await page.getByLabel('更改原因').fill('本年安全检查的要求')
  await page.getByLabel('生效日期').fill('2020-01-01')
  await page.getByRole('button', { name: '提出', exact: true }).click()
  await expect(page.locator('form').getByRole('alert')).toContainText('规则不能追溯')
  await page.getByLabel('生效日期').fill('2031-03-15')
  await page.getByRole('button', { name: '提出', exact: true }).click()

  await expect(page).toHaveURL(new RegExp(`${PAGE}$`))
  const proposal = page.getByRole('table', { name: '更改提议' }).getByRole('row', { name: /^锁定时长/ })
  await expect(proposal).toContainText('现行：15 分钟')
  await expect(proposal).toContainText('改为：30 分钟')
  await expect(proposal).toContainText('等待另一位管理员同意')
  await expect(proposal.getByRole('button', { name: '同意' })).toHaveCount(0)
  await logOut(page)

  await logIn(page, 'admin')
  await page.goto(PAGE)
  await proposal.getByRole('button', { name: '否决' }).click()
  await expect(proposal.getByRole('alert')).toContainText('原因')
  await proposal.getByRole('button', { name: '同意' }).click()
  await expect(proposal).toContainText('已同意')
  await expect(rules.getByRole('row', { name: /2031年3月15日/ })).toContainText('尚未生效')
  await logOut(page)

  await logIn(page, 'auditor')
  await page.goto(PAGE)
  await expect(rules.getByRole('row', { name: /2031年3月15日/ })).toContainText('30 分钟')
  await expect(rules.getByRole('link')).toHaveCount(0)
  await page.goto('/audit-log?action=账号规则')
  await expect(page.getByRole('table').getByRole('row').filter({ hasText: 'identity-setting.added' })).toContainText('同意并新增账号规则')
})

for (const { locale, theme, width } of [
  { locale: 'zh-CN', theme: 'light', width: 1440 },
  { locale: 'en', theme: 'dark', width: 390 },
] as const) {
  test(`account rules and their forms in ${locale}, ${theme}, ${width} px: accessible, nothing sticks out`, async ({ page }) => {
    await page.setViewportSize({ width, height: 844 })
    await inLanguage(page, locale, theme)
    await logIn(page, 'security')
    for (const path of [PAGE, `${PAGE}/new?key=lock-minutes`, `${PAGE}/new?key=second-factor-roles`]) await assertSound(page, path)
  })
}
