import { expect, type Page } from '@playwright/test'

export type DemoUser = 'clerk' | 'clerk2' | 'supervisor' | 'supervisor2' | 'qc' | 'admin' | 'security' | 'auditor' | 'inspector' | 'finance'

/** Where each begins. */
const HOME: Partial<Record<DemoUser, string>> = { inspector: '/inspections', security: '/users', auditor: '/audit-log' }

/** Logs in through the form, as a person does. Works in either language. */
export async function logIn(page: Page, user: DemoUser): Promise<void> {
  await page.goto('/login')
  await page.locator('input[name=username]').fill(user)
  await page.locator('input[name=password]').fill(`tariff-demo-${user}`)
  await page.locator('form button[type=submit]').click()
  await expect(page).toHaveURL(new RegExp(HOME[user] ?? '/dashboard'))
}

export async function logOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: /退出登录|Log out/ }).click()
  await expect(page).toHaveURL(/\/login/)
}

export async function inLanguage(page: Page, locale: 'zh-CN' | 'en', theme: 'light' | 'dark' = 'light'): Promise<void> {
  const url = process.env['E2E_BASE_URL'] ?? ''
  await page.context().addCookies([{ name: 'locale', value: locale, url }, { name: 'theme', value: theme, url }])
}
