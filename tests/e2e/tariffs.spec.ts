import { expect, test } from '@playwright/test'
import ExcelJS from 'exceljs'
import { inLanguage, logIn, logOut } from './setup/journeys'
import { assertSound } from './setup/sound'

test('a price is drafted, tried on real accounts, and released by someone else', async ({ page }) => {
  await logIn(page, 'admin')
  await page.goto('/tariffs/COM-1')
  await page.getByRole('button', { name: '起草新版本' }).click()
  await expect(page).toHaveURL(/\/tariffs\/drafts\/\d+/)
  await expect(page.getByLabel('单价（元/千瓦时）')).toHaveValue('0.7335')
  await page.getByLabel('执行日期').fill('2014-01-01')
  await page.getByLabel('依据文件').fill('省发展改革委关于调整销售电价的通知')
  await page.getByLabel('文号').fill('发改价格〔2013〕1号')
  await page.getByRole('button', { name: '改为阶梯' }).click()
  await expect(page.getByText('填小数，如 0.589').first()).toBeVisible()
  await page.getByLabel('第 1 档上限（千瓦时）').fill('500')
  await page.getByLabel('单价（元/千瓦时）').nth(1).fill('0.9')
  await page.getByRole('tab', { name: 'JSON' }).click()
  await expect(page.getByLabel('版本文档（JSON）')).toHaveValue(/"upTo": "500"/)
  await page.getByRole('tab', { name: '表单' }).click()
  await page.getByRole('button', { name: '保存草稿' }).click()
  await page.getByRole('button', { name: '试算' }).click()
  await expect(page.getByRole('table', { name: '试算结果' }).getByRole('row')).toHaveCount(8)
  const draft = page.url()
  await page.getByRole('button', { name: '提交发布' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '提交发布' }).click()
  await expect(page.locator('h1')).toContainText('待发布')
  await expect(page.getByRole('button', { name: '发布', exact: true })).toHaveCount(0)
  await logOut(page)

  await logIn(page, 'supervisor')
  await page.goto('/tariffs')
  await page.getByRole('table', { name: '未发布的草稿' }).locator(`a[href="${new URL(draft).pathname}"]`).click()
  await expect(page).toHaveURL(draft)
  const content = page.getByRole('table', { name: '版本内容' })
  await expect(content).toContainText('现行（2012年7月1日起）')
  await expect(content.locator('tr[data-change=changed]').filter({ hasText: 'energy' })).toContainText('第 1 档 每月至 500 千瓦时：每千瓦时 0.7335 元')
  await expect(content.locator('tr[data-change=changed]').filter({ hasText: 'energy' })).toContainText('分档累进，各档电量按各档电价')
  await expect(page.getByText('"upTo": "500"')).toBeVisible()
  await page.getByRole('button', { name: '发布', exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name: '发布', exact: true }).click()
  await expect(page.locator('h1')).toContainText('已发布')
  await page.goto('/tariffs/COM-1')
  await expect(page.locator('main')).toContainText('赵强起草，张建国于')
  await expect(page.locator('main')).toContainText('发改价格〔2013〕1号')
  const file = await page.request.get('/tariffs/COM-1/document')
  expect(((await file.json()) as { versions: unknown[] }).versions).toHaveLength(2)
})

test('a published price table becomes drafts through the mapping; again nothing is drafted twice', async ({ page }) => {
  const table = [
    '某省电网销售电价表,,,,', '用电分类,不满1千伏,1-10千伏,最大需量（元/千瓦·月）,变压器容量（元/千伏安·月）',
    '一、居民生活用电,,,,', '1、一户一表,0.5469,0.5369,,', '三、大工业用电,,0.61,40,30', '注：含基金,,,,',
  ].join('\n')
  await logIn(page, 'admin')
  await page.goto('/tariffs')
  await page.getByRole('link', { name: '导入', exact: true }).click()
  const read = async () => {
    await page.getByLabel('电价表（xlsx 或 CSV）').setInputFiles({ name: '电价表.csv', mimeType: 'text/csv', buffer: Buffer.from(table) })
    await page.getByRole('button', { name: '读取' }).first().click()
    await page.getByLabel('执行日期').fill('2014-01-01')
    await page.getByLabel('依据文件').fill('电价表')
    await page.getByRole('button', { name: '生成草稿' }).click()
  }
  await read()
  await expect(page.getByText('已生成 4 份草稿')).toBeVisible()
  await expect(page.getByRole('link', { name: 'IND-P1-D 2014-01-01' })).toBeVisible()
  await page.reload()
  await read()
  await expect(page.getByText('4 个版本已经存在，未重复生成')).toBeVisible()
})

/** As published: merged names over tiers, fen, a column of funds, and a cell that is no price. */
async function publishedWorkbook(): Promise<Buffer> {
  const workbook = new ExcelJS.Workbook()
  const sheet = workbook.addWorksheet('电价表')
  sheet.addRows([
    ['某省电网销售电价表'],
    ['用电分类', '分档', '电度电价（分/千瓦时）', null, '政府性基金及附加（分/千瓦时）'],
    [null, null, '不满1千伏', '1-10千伏', null],
    ['一、居民生活用电'],
    ['1、一户一表', '第一档 年用电2160千瓦时及以下', 54.69, 53.69, 2.01],
    [null, '第二档 2160-4800千瓦时', 59.69, 58.69],
    [null, '第三档 4800千瓦时以上', 84.69, 83.69],
    ['二、农业生产用电', null, 51.4, '五十', null],
    ['注：电价不含政府性基金。'],
  ])
  for (const range of ['A2:A3', 'B2:B3', 'C2:D2', 'E2:E3', 'A5:A7']) sheet.mergeCells(range)
  return Buffer.from(await workbook.xlsx.writeBuffer())
}

test('a workbook with tiers, funds and another unit becomes drafts; a cell that is no price waits for a person', async ({ page }) => {
  await logIn(page, 'admin')
  await page.goto('/tariffs/import')
  await page.getByLabel('电价表（xlsx 或 CSV）').setInputFiles({ name: '电价表.xlsx', mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', buffer: await publishedWorkbook() })
  await page.getByRole('button', { name: '读取' }).first().click()
  await page.getByLabel('执行日期').fill('2015-01-01')
  await page.getByLabel('依据文件').fill('电价表')
  await expect(page.getByLabel('第 3 列的单位')).toHaveValue('fen')
  await page.getByLabel('行 5 代码').fill('RES-T')
  await page.getByLabel('行 8 代码').fill('AGR-T')
  await page.getByLabel('不满1千伏').fill('LOW')
  await expect(page.getByText('RES-T-LOW, RES-T-10')).toBeVisible()
  await page.setViewportSize({ width: 390, height: 900 })
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0)
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.getByRole('button', { name: '生成草稿' }).click()
  await expect(page.getByText('已生成 2 份草稿')).toBeVisible()
  await expect(page.getByText('农业生产用电：等待决定 D8')).toBeVisible()
  await page.getByLabel('D8 怎么办').selectOption('price')
  await page.getByLabel('D8 的电价（元）').fill('0.5040')
  await page.getByRole('button', { name: '生成草稿' }).click()
  await expect(page.getByRole('link', { name: 'AGR-T-10 2015-01-01' })).toBeVisible()
  await expect(page.getByText('2 个版本已经存在，未重复生成')).toBeVisible()
  await page.goto('/tariffs')
  await page.getByRole('link', { name: 'RES-T-LOW' }).click()
  const content = page.getByRole('table', { name: '版本内容' })
  await expect(content).toContainText('第 1 档 每年至 2160 千瓦时：每千瓦时 0.5469 元')
  await expect(content).toContainText('政府性基金及附加')
  const draft = new URL(page.url()).pathname
  for (const [locale, theme, width] of [['zh-CN', 'light', 1440], ['en', 'dark', 390]] as const) {
    await page.setViewportSize({ width, height: 900 })
    await inLanguage(page, locale, theme)
    for (const path of [draft, '/tariffs/import', '/tariffs/RES-1', '/tariffs/RES-1/edit']) await assertSound(page, path)
  }
})

test('a class is changed by two: proposed with before and after, and turned down by another', async ({ page }) => {
  await logIn(page, 'admin')
  await page.goto('/tariffs/AGR-1')
  await page.getByRole('link', { name: '修改名称与大类' }).click()
  await page.getByLabel('大类', { exact: true }).selectOption('other')
  await page.getByRole('button', { name: '提出改动' }).click()
  await expect(page.getByText('已提出，等待另一人采用。')).toBeVisible()
  await page.goto('/tariffs/AGR-1')
  await expect(page.getByRole('button', { name: '采用', exact: true })).toHaveCount(0)
  await logOut(page)
  await logIn(page, 'supervisor')
  await page.goto('/tariffs')
  await page.getByText('有类别名称或大类的改动等待决定').locator('..').getByRole('link', { name: 'AGR-1' }).click()
  await expect(page.locator('tr[data-change=changed]')).toContainText('农业生产')
  await page.getByRole('button', { name: '不采用' }).click()
  await expect(page.locator('tr[data-change=changed]')).toHaveCount(0)
})

test('what another tariff would bring is worked out without touching anything', async ({ page }) => {
  await logIn(page, 'supervisor')
  await page.goto('/tariffs')
  await page.getByRole('link', { name: '电价测算' }).click()
  await page.getByLabel('月份').selectOption('2013-07')
  await page.getByLabel('哪一类账单').selectOption('RES-1')
  await page.getByLabel('换成').selectOption('category:COM-1')
  await page.getByRole('button', { name: '测算' }).click()
  await expect(page.locator('[data-figure=bills]')).toContainText('20,219', { timeout: 30_000 })
  await expect(page.locator('[data-figure=old]')).toContainText('322,550.01')
  await expect(page.getByRole('table', { name: '每张账单的变化' })).toBeVisible()
})
