import { readdirSync } from 'node:fs'
import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice']

const namespaces = readdirSync('src/messages/en').map((file) => file.replace('.json', '').replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase()))
const RAW_KEY = new RegExp(`\\b(${namespaces.join('|')})\\.[a-z]`)

/** Opens a page and holds it to what every page owes: accessible, within the screen's width, and no key shown raw. */
export async function assertSound(page: Page, path: string): Promise<void> {
  await page.goto(path)
  await expect(page.locator('h1')).toBeVisible()
  const { violations } = await new AxeBuilder({ page }).withTags(TAGS).analyze()
  expect(violations.map(({ id, nodes }) => `${path} ${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0)
  // What is a code is meant to be one, and marked as such.
  const words = await page.evaluate(() => {
    const body = document.body.cloneNode(true) as HTMLElement
    for (const code of body.querySelectorAll('code, script')) code.remove()
    return body.textContent ?? ''
  })
  expect(words).not.toMatch(RAW_KEY)
}
