import { test } from '@playwright/test'
import { inLanguage, logIn } from './setup/journeys'

for (const [locale, theme, width, height] of [['zh-CN', 'light', 1440, 900], ['en', 'dark', 390, 844], ['en', 'dark', 1440, 900], ['zh-CN', 'light', 390, 844]] as const) {
  test(`pictures ${locale} ${theme} ${width}`, async ({ page }) => {
    test.setTimeout(120_000)
    await page.setViewportSize({ width, height })
    await inLanguage(page, locale, theme)
    await logIn(page, 'supervisor')
    const shot = (name: string) => page.screenshot({ path: `/tmp/desk-pictures/${name}-${locale}-${width}.png` })
    await page.goto('/work-orders')
    await shot('queue')
    const number = (await page.locator('[data-row-link]').first().textContent()) ?? ''
    await page.goto(`/work-orders?order=${number}`)
    await page.waitForTimeout(500)
    await shot('split')
    await page.locator('tbody input[type=checkbox]').first().check()
    await page.locator('tbody input[type=checkbox]').nth(1).check()
    await shot('selected')
    await page.goto('/work-orders/excel')
    await shot('excel')
    await page.goto('/work-orders/batches')
    await shot('batches')
    await page.locator('[data-row-link]').first().click()
    await page.waitForTimeout(700)
    await shot('batch')
    await page.goto('/notifications')
    await shot('notifications')
    await page.goto(`/work-orders/${number}`)
    await page.screenshot({ path: `/tmp/desk-pictures/order-${locale}-${width}.png`, fullPage: true })
    await page.goto('/work-orders')
    await page.waitForTimeout(300)
    await page.keyboard.press('?')
    await page.waitForTimeout(1000)
    await shot('guide')
  })
}
