import type { Page } from '@playwright/test'
import { demoPassword } from '@/features/demo/commands/load-users'

/** Logs a supervisor in through the form. */
export async function signIn(page: Page): Promise<void> {
  await page.goto('/login')
  await page.locator('input[name=username]').fill('supervisor')
  await page.locator('input[name=password]').fill(demoPassword('supervisor'))
  await page.locator('form button[type=submit]').click()
  await page.waitForURL(/\/dashboard/)
}
