import { expect, type Page } from '@playwright/test'

export type DemoUser = 'clerk' | 'supervisor' | 'qc' | 'admin' | 'finance'

/** Logs in through the form, as a person does. Works in either language. */
export async function logIn(page: Page, user: DemoUser): Promise<void> {
  await page.goto('/login')
  await page.locator('input[name=username]').fill(user)
  await page.locator('input[name=password]').fill(`tariff-demo-${user}`)
  await page.locator('form button[type=submit]').click()
  await expect(page).toHaveURL(/\/dashboard/)
}

export async function logOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: /退出登录|Log out/ }).click()
  await expect(page).toHaveURL(/\/login/)
}

export async function inLanguage(page: Page, locale: 'zh-CN' | 'en', theme: 'light' | 'dark' = 'light'): Promise<void> {
  const url = process.env['E2E_BASE_URL'] ?? ''
  await page.context().addCookies([{ name: 'locale', value: locale, url }, { name: 'theme', value: theme, url }])
}
