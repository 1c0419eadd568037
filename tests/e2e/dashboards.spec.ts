import { expect, test, type Page } from '@playwright/test'
import { inLanguage, logIn } from './setup/journeys'
import { assertSound } from './setup/sound'

const JULY = 'station=0107&from=2013-06&to=2013-07'
const PAGES = [
  `/dashboard?${JULY}&unit=wan&tables=revenue`,
  '/dashboard?station=0107&district=0107-001&from=2013-01&to=2013-09&compare=year',
  `/dashboard/why?${JULY}`,
  '/dashboard/recovered?station=0107&from=2013-06&to=2013-10',
  '/dashboard/where?station=0107&from=2013-06&to=2013-09',
  '/dashboard/where?from=2013-09&to=2013-09',
  `/dashboard/accounts?station=0107&from=2013-07&to=2013-07&category=COM-1`,
  '/dashboard/reports',
]

const chart = (page: Page, id: string) => page.locator(`#chart-${id}`)
const mark = (page: Page, id: string, label: string | RegExp) => chart(page, id).locator('svg:visible [data-mark]').and(page.getByLabel(label)).first()

for (const { locale, theme, width } of [
  { locale: 'zh-CN', theme: 'light', width: 1440 },
  { locale: 'en', theme: 'dark', width: 390 },
] as const) {
  test(`every page of the dashboard in ${locale}, ${theme}, ${width} px is sound`, async ({ page }) => {
    test.setTimeout(120_000)
    await page.setViewportSize({ width, height: 844 })
    await inLanguage(page, locale, theme)
    await logIn(page, 'supervisor')
    for (const path of PAGES) await assertSound(page, path)
  })
}

test('a mark leads to the accounts behind it, which add up to it, and Back keeps the place', async ({ page }) => {
  await logIn(page, 'supervisor')
  await page.goto(`/dashboard?${JULY}`)
  const bar = mark(page, 'revenue', /2013年7月 · 一般工商业: 146,863\.92 元/)
  await bar.hover()
  await expect(chart(page, 'revenue').locator('[data-hover]')).toHaveText('2013年7月 · 一般工商业: 146,863.92 元')
  await bar.click()
  await expect(page).toHaveURL(/\/dashboard\/accounts\?.*category=COM-1/)
  await expect(page.getByRole('heading', { name: '逐户合计与图上的数字一致，分毫不差' })).toBeVisible()
  for (const row of ['mark', 'sum']) await expect(page.locator(`[data-behind=${row}]`)).toContainText(/200,223\s*146,863\.92/)
  await page.locator('[data-place="0107-001"] a').click()
  await expect(page).toHaveURL(/district=0107-001/)
  await expect(page.getByRole('heading', { name: '逐户合计与图上的数字一致，分毫不差' })).toBeVisible()
  await page.goBack()
  await expect(page).not.toHaveURL(/district=/)
  await page.goBack()
  await expect(page).toHaveURL(new RegExp(`/dashboard\\?${JULY}`))
  await expect(bar).toBeVisible()
})

test('why it changed: the steps add up to the report’s rise, and each says what it means', async ({ page }) => {
  await logIn(page, 'qc')
  await page.goto(`/dashboard?${JULY}`)
  await page.getByRole('navigation', { name: '看板' }).getByRole('link', { name: '为什么变化' }).click()
  await expect(page.locator('[data-step=change]')).toContainText('+59,736.34')
  for (const [step, amount] of [['volumeAccounts', '−2,591.21'], ['volumePerAccount', '+58,252.75'], ['mix', '+4,076.29'], ['price', '−1.49'], ['corrections', '0.00'], ['backBilling', '0.00'], ['residual', '0.00']] as const) {
    await expect(page.locator(`[data-step=${step}]`)).toContainText(amount)
  }
  await page.locator('[data-step=mix] summary').click()
  await expect(page.locator('[data-step=mix]')).toContainText('先逐户扣除更正搬动的电量')
  await mark(page, 'bridge', /变化合计/).click()
  await expect(page.locator('[data-behind=sum]')).toContainText('+59,736.34')
  await page.goBack()
  await mark(page, 'bridge', /^结构/).click()
  await expect(page.getByRole('heading', { name: /^逐户合计与图上的数字一致/ })).toBeVisible()
  await expect(page.locator('[data-behind=mark]')).toContainText('+4,076.29')
  await expect(page.locator('[data-behind=sum]')).toContainText(/\+4,076\.(28|29|30)$/)
  await expect(page.locator('[data-places-sum]')).toContainText('+4,076.29')
  await page.locator('[data-place="0107-001"] a').click()
  await expect(page).toHaveURL(/step=mix.*wholeStation=0107/)
  await expect(page.getByRole('heading', { name: /^逐户合计与图上的数字一致/ })).toBeVisible()
})

test('the average price changes with its sign, and a link opens exactly this view', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await logIn(page, 'clerk')
  await page.goto('/dashboard?station=0107')
  await expect(page.locator('[data-figure=price]')).toContainText(/[+−]0\.\d{6} \([+−]\d+\.\d\d %\)/)
  await chart(page, 'revenue').getByRole('button', { name: '看表' }).click()
  await page.getByRole('button', { name: '复制链接' }).click()
  await expect(page.getByRole('button', { name: '已复制' })).toBeVisible()
  const copied = new URL(await page.evaluate(() => navigator.clipboard.readText()))
  expect(Object.fromEntries(copied.searchParams)).toEqual({ station: '0107', from: '2013-08', to: '2013-09', tables: 'revenue' })
})

test('last year is missing: said in words, and last month is one click away', async ({ page }) => {
  await logIn(page, 'clerk')
  await page.goto('/dashboard?station=0107&from=2013-07&to=2013-07')
  await page.getByLabel('比较').selectOption('year')
  await expect(page).toHaveURL(/compare=year/)
  await expect(page.getByText('上年同月（2012年7月）没有数据，无法比较')).toBeVisible()
  await expect(page.locator('[data-figure=revenue]')).toContainText('500,242.55')
  await page.getByRole('main').getByRole('link', { name: '与上月比较' }).click()
  await expect(page.locator('[data-figure=revenue]')).toContainText('+59,736.34 (+13.56 %)')
})

test('a chart by keyboard, as a table, in 万元, and as files', async ({ page }) => {
  await logIn(page, 'clerk')
  await page.goto('/dashboard?station=0107&from=2013-01&to=2013-09')
  const revenue = chart(page, 'revenue')
  await revenue.locator('svg:visible [data-mark]').first().focus()
  await page.keyboard.press('ArrowRight')
  await expect(revenue.locator('svg:visible [data-mark]').nth(1)).toBeFocused()
  await expect(revenue.locator('[data-hover]')).toContainText('2013年1月 · 一般工商业: 110,026.50 元')
  await revenue.getByRole('button', { name: '看表' }).click()
  await expect(page).toHaveURL(/tables=revenue/)
  await expect(revenue.getByRole('row', { name: /2013年7月/ })).toContainText(/322,550\.01.*146,863\.92.*30,828\.62/)
  await page.getByRole('navigation', { name: '金额单位' }).getByRole('link', { name: '万元' }).click()
  await expect(page).toHaveURL(/unit=wan.*tables=revenue/)
  await expect(revenue.getByRole('row', { name: /2013年7月/ })).toContainText(/32\.26.*14\.69.*3\.08/)
  await expect(chart(page, 'trend').locator('svg:visible [data-mark]').and(page.getByLabel('2013年7月 · 合计: 500,242.55 元'))).toBeVisible()
  const file = async (format: string) => {
    const answer = await page.request.get(`/dashboard/charts/revenue?${JULY}&page=overview&format=${format}`)
    expect(answer.status()).toBe(200)
    return answer.body()
  }
  expect((await file('png')).subarray(1, 4).toString()).toBe('PNG')
  expect((await file('xlsx')).subarray(0, 2).toString()).toBe('PK')
  const svg = (await file('svg')).toString()
  expect(svg).toContain('<title>各月电费，按类别</title>')
  expect(svg).not.toContain('<text')
  expect((await file('csv')).toString()).toMatch(/居民生活 \(元\)[^]*2013年7月,322550\.01,146863\.92,30828\.62/)
  expect((await page.request.get(`/dashboard/charts/none?${JULY}&page=overview&format=csv`)).status()).toBe(404)
})

test('a note shows on every chart of its month, and goes again', async ({ page }) => {
  await logIn(page, 'supervisor')
  await page.goto(`/dashboard?${JULY}`)
  const panel = page.locator('details', { hasText: '标注' }).first()
  await panel.locator('summary').click()
  await panel.getByRole('button', { name: '添加标注' }).click()
  await expect(panel.getByText('请填写月份和说明')).toBeVisible()
  await panel.getByLabel('类型').selectOption('weather')
  await panel.getByLabel(/说明/).fill('持续高温 35 度以上')
  await panel.getByRole('button', { name: '添加标注' }).click()
  for (const id of ['revenue', 'energy', 'price']) await expect(chart(page, id)).toContainText('2013年7月 · 天气：持续高温 35 度以上')
  await panel.getByRole('button', { name: /删除标注/ }).click()
  await expect(chart(page, 'revenue')).not.toContainText('持续高温')
})

test('a report is written while one waits, kept, and downloaded', async ({ page }) => {
  await logIn(page, 'supervisor')
  await page.goto('/dashboard/reports')
  await page.getByLabel('月份').selectOption('2013-07')
  await page.getByLabel('范围').selectOption('0107')
  await page.getByRole('button', { name: '生成 PDF 和 Word' }).click()
  await expect(page.locator('[data-report=pdf]')).toBeVisible({ timeout: 45_000 })
  await expect(page.locator('[data-report=docx]')).toBeVisible()
  const href = (await page.locator('[data-report=pdf] a').getAttribute('href')) ?? ''
  const pdf = await (await page.request.get(href)).body()
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
  expect(pdf.length).toBeGreaterThan(20_000)
})

test('where to look: places by money, a heat map, and one step down to accounts', async ({ page }) => {
  await logIn(page, 'clerk')
  await page.goto('/dashboard/where?station=0107&from=2013-06&to=2013-07')
  await expect(page.getByText('还没有核查账单，不能算差错率')).toBeVisible()
  await expect(chart(page, 'heat').locator('svg:visible [data-mark]')).toHaveCount(50)
  await page.getByRole('link', { name: '显示全部 149 个' }).click()
  await expect(chart(page, 'heat').locator('svg:visible [data-mark]')).toHaveCount(298)
  await page.locator('[data-place]').first().getByRole('link').nth(2).click()
  await expect(page.getByRole('heading', { name: '逐户合计与图上的数字一致，分毫不差' })).toBeVisible()
  await expect(page.getByRole('columnheader', { name: '变化（元）' }).first()).toBeVisible()
})

test('motion is left out for who wants none, and paper shows charts without buttons', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await logIn(page, 'clerk')
  await page.goto(`/dashboard?${JULY}`)
  await page.emulateMedia({ media: 'print' })
  await expect(chart(page, 'revenue').locator('svg:visible').first()).toBeVisible()
  await expect(page.getByRole('button', { name: '看表' }).first()).toBeHidden()
})
