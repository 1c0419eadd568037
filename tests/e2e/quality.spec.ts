import { expect, test, type Page } from '@playwright/test'
import { inLanguage, logIn } from './setup/journeys'
import { assertSound } from './setup/sound'

const DEMO = '/quality/projects/QC-0107-2013-01'

const PAGES = [
  '/quality', '/quality/circles', '/quality/circles/QCC-0107-01', '/quality/projects/new', '/quality/ranking', '/quality/types',
  DEMO, `${DEMO}/plan`, `${DEMO}/effect`, `${DEMO}/evidence`, `${DEMO}/review`, `${DEMO}/report`,
  ...['topic', 'present-state', 'causes', 'main-causes', 'countermeasures', 'effect', 'standardisation', 'summary'].map((step) => `${DEMO}/steps/${step}`),
]

for (const { locale, theme, width } of [
  { locale: 'zh-CN', theme: 'light', width: 1440 },
  { locale: 'en', theme: 'dark', width: 390 },
] as const) {
  test(`the cycle’s pages in ${locale}, ${theme}, ${width} px`, async ({ page }) => {
    test.setTimeout(180_000)
    await page.setViewportSize({ width, height: 844 })
    await inLanguage(page, locale, theme)
    await logIn(page, 'qc')
    for (const path of PAGES) await assertSound(page, path)
  })
}

async function typeInto(page: Page, label: string, text: string): Promise<void> {
  await page.getByLabel(label, { exact: true }).fill(text)
}

test('a project is begun; its gate says what is missing, then opens; a change behind it shows', async ({ page }) => {
  await logIn(page, 'qc')
  await page.goto('/quality/projects/new')
  await page.getByRole('button', { name: '立项' }).click()
  await expect(page.getByText('请填写这一项')).toBeVisible()
  await typeInto(page, '课题名称', '降低电费差错率')
  await page.getByRole('button', { name: '立项' }).click()
  await expect(page).toHaveURL(/\/quality\/projects\/QC-0107-\d{4}-\d{2}$/)
  await expect(page.locator('[data-missing]')).toContainText('本步没有数据支撑')
  await expect(page.getByRole('button', { name: '通过“选择课题”' })).toBeDisabled()

  await page.getByRole('link', { name: '去这一步' }).click()
  await page.locator('details').filter({ hasText: '添加工具' }).getByLabel('种类').selectOption('pareto')
  await page.locator('details').filter({ hasText: '添加工具' }).getByLabel('标题').fill('差错原因')
  await page.getByRole('button', { name: '添加工具' }).click()
  const tool = page.locator('section').filter({ has: page.getByRole('heading', { name: /差错原因/ }) })
  await tool.getByRole('button', { name: '添加一行' }).click()
  await tool.getByLabel('项目 1').fill('电价')
  await tool.getByLabel('数量 1').fill('12')
  await tool.getByLabel('数据来源').first().fill('九月抽查')
  await expect(tool.getByRole('img', { name: '差错原因' })).toBeVisible()
  await tool.getByRole('button', { name: '保存' }).click()
  await expect(tool).toContainText('第 2 版')
  await page.getByRole('button', { name: '通过“选择课题”' }).click()
  await expect(page.locator('h1')).toContainText('现状调查')

  await tool.getByLabel('数量 1').fill('13')
  await tool.getByRole('button', { name: '保存' }).click()
  await expect(tool).toContainText('关口通过之后有改动')
})

test('the plan moves by key, and the chart and the table are the same', async ({ page }) => {
  await logIn(page, 'qc')
  await page.goto(`${DEMO}/plan`)
  const bar = page.locator('[data-bar=p1]')
  await expect(bar).toHaveAccessibleName('选定课题、成立小组：2013-01-10 至 2013-01-31')
  await expect(page.getByRole('button', { name: '保存' })).toBeDisabled()
  await bar.focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Shift+ArrowRight')
  await expect(bar).toHaveAccessibleName('选定课题、成立小组：2013-01-11 至 2013-02-02')
  await expect(page.getByLabel('计划结束 1', { exact: true })).toHaveValue('2013-02-02')
  const box = await bar.boundingBox()
  await page.mouse.move((box?.x ?? 0) + (box?.width ?? 0) / 2, (box?.y ?? 0) + 6)
  await page.mouse.down()
  await page.mouse.move((box?.x ?? 0) + (box?.width ?? 0) / 2 + 60, (box?.y ?? 0) + 6, { steps: 4 })
  await page.mouse.up()
  await expect(bar).not.toHaveAccessibleName('选定课题、成立小组：2013-01-11 至 2013-02-02')
})

test('the causes are written by keys, and the fishbone follows', async ({ page }) => {
  await logIn(page, 'qc')
  await page.goto(`${DEMO}/steps/causes`)
  const tool = page.locator('section').filter({ has: page.getByRole('heading', { name: /分类电价执行不到位的原因/ }) })
  const last = tool.locator('[data-cause=c14]')
  await expect(last).toBeEditable()
  await last.press('Enter')
  await expect(tool.locator('[data-cause=c15]')).toBeFocused()
  await page.keyboard.type('没有考核')
  await expect(tool.locator('svg')).toContainText('没有考核')
  await tool.getByRole('button', { name: '放弃改动' }).click()
  await expect(tool.locator('svg')).not.toContainText('没有考核')
})

test('the effect says what can be told and what cannot', async ({ page }) => {
  await logIn(page, 'finance')
  await page.goto(`${DEMO}/effect`)
  await expect(page.locator('[data-figure=result]')).toContainText('0.588536')
  await expect(page.locator('[data-cannot]').first()).toContainText('无法排除季节的影响')
  await expect(page.locator('[data-benefit]')).toContainText('5,267.88')
})

test('the report is written in one click and kept', async ({ page }) => {
  await logIn(page, 'qc')
  await page.goto(`${DEMO}/report`)
  await page.getByRole('button', { name: '生成报告' }).click()
  await expect(page.getByRole('link', { name: 'PDF' })).toBeVisible({ timeout: 60_000 })
  for (const [name, begin] of [['PDF', '%PDF'], ['Word', 'PK']] as const) {
    const href = (await page.getByRole('link', { name, exact: true }).getAttribute('href')) ?? ''
    const answer = await page.request.get(href)
    expect((await answer.body()).subarray(0, begin.length).toString()).toBe(begin)
  }
})
