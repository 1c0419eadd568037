import { readFile } from 'node:fs/promises'
import ExcelJS from 'exceljs'
import { expect, test, type Page } from '@playwright/test'
import { inLanguage, logIn } from './setup/journeys'
import { assertSound } from './setup/sound'

/** A station of this spec's own, in a year that no other looks at; named so that it runs after all that count stations. */
const ACCOUNTS = [
  '供电所编码,供电所名称,台区编码,台区名称,户号,户名,用电地址,立户日期,用电类别',
  ...[1, 2, 3, 4].map((number) => `0990,测试供电所,0990-001,测试台区,099000000${number},用户${number},测试路${number}号,2012-07-01,${number === 4 ? '一般工商业' : '居民照明'}`),
].join('\n')

const BILLS = [
  'hh,yf,类别,dl,je',
  '0990000001,2012-08,居民照明,100,54.69',
  '0990000002,2012-08,居民照明,120,65.63',
  '0990000003,2012-08,居民照明,100,546.90',
  '0999999999,2012-08,居民照明,100,54.69',
  '0990000004,2012-08,一般工商业,-200,-146.70',
].join('\n')

async function upload(page: Page, kind: string, name: string, content: string): Promise<void> {
  await page.goto('/imports/new')
  await page.getByRole('radio', { name: kind }).check()
  await page.getByLabel('文件（CSV 或 xlsx）').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(content) })
  await page.getByRole('button', { name: '上传并检查' }).click()
}

test.describe.configure({ mode: 'serial' })
test.describe('the files people have', () => {
  let page: Page
  let address = ''
  test.beforeAll(async ({ browser }) => {
    page = await (await browser.newContext()).newPage()
    await logIn(page, 'clerk')
  })
  test.afterAll(() => page.close())

  test('accounts bring their station and district with them', async () => {
    await upload(page, '户档案', '户档案.csv', ACCOUNTS)
    await expect(page.getByText('将新建供电所 0990 测试供电所')).toBeVisible()
    await expect(page.getByText('将新建台区 0990-001 测试台区')).toBeVisible()
    await page.getByRole('button', { name: '入账 4 行' }).click()
    await expect(page.getByText('新增 4 行，更改 0 行，未变 0 行')).toBeVisible()
    await page.goto('/accounts/0990000004')
    await expect(page.locator('main')).toContainText('测试供电所')
  })

  test('bills with headers nobody knows: mapped by hand, checked, previewed with what is wrong in which row', async () => {
    await upload(page, '每户电费', '八月电费.csv', BILLS)
    await expect(page.getByRole('heading', { name: '哪一列是什么' })).toBeVisible()
    await expect(page.getByText('还缺：户号、电费月份、电量（千瓦时）和电费（元）')).toBeVisible()
    for (const [column, header] of [['户号', 'hh'], ['电费月份', 'yf'], ['电量（千瓦时）', 'dl'], ['电费（元）', 'je']] as const) {
      await page.getByLabel(new RegExp(`^${column.replace(/[（）]/g, '.')} `)).selectOption({ label: header })
    }
    await page.getByLabel('来源名称（可不填）').fill('老系统')
    address = page.url()
    await page.getByRole('button', { name: '保存并检查' }).click()
    await expect(page.getByText('3 行有问题，不入账；其余 2 行可以先入账')).toBeVisible()
    await expect(page.locator('[data-import-row="4"]')).toContainText('折合每千瓦时 5.4690 元')
    await expect(page.locator('[data-import-row="5"]')).toContainText('没有户号 0999999999')
    await expect(page.locator('[data-import-row="6"]')).toContainText('不能为负')
    await page.getByRole('link', { name: '存疑 1' }).click()
    await expect(page.locator('[data-import-row]')).toHaveCount(1)
  })

  test('the pages are sound in both languages and sizes', async () => {
    for (const [language, theme, width] of [['zh-CN', 'light', 1440], ['en', 'dark', 390]] as const) {
      await inLanguage(page, language, theme)
      await page.setViewportSize({ width, height: 900 })
      for (const path of ['/imports', '/imports/new', address, `${address}?map=1`]) await assertSound(page, path)
    }
    await inLanguage(page, 'zh-CN')
    await page.setViewportSize({ width: 1440, height: 900 })
  })

  test('good rows go in, the faulty ones come back as a workbook that lists row, column, found and expected', async () => {
    await page.goto(address)
    await page.getByRole('button', { name: '入账 2 行' }).click()
    await expect(page.getByText('新增 2 行，更改 0 行，未变 0 行')).toBeVisible()
    await expect(page.getByText('3 行有错误没有入账，可下载后改好再传')).toBeVisible()
    const arriving = page.waitForEvent('download')
    await page.getByRole('link', { name: '下载有问题的行（xlsx）' }).click()
    const download = await arriving
    expect(download.suggestedFilename()).toBe('八月电费-有问题的行.xlsx')
    const book = new ExcelJS.Workbook()
    await book.xlsx.load(new Uint8Array(await readFile(await download.path())).buffer)
    expect(book.worksheets.map(({ name, rowCount }) => [name, rowCount])).toEqual([['有问题的行', 4], ['错误', 4]])
    expect(book.worksheets[1]?.getRow(3).values).toEqual([undefined, 5, 3, '户号', '0999999999', '没有户号 0999999999，或不在您的供电所范围内（检查开头的 0 是否丢失）', '错误'])
    await page.goto('/accounts/0990000001')
    await expect(page.locator('main')).toContainText('54.69')
  })

  test('mended and uploaded again, the mapping is remembered, only the mended row is new', async () => {
    await upload(page, '每户电费', '八月电费-改.csv', BILLS.replace('546.90', '54.69'))
    await expect(page.getByText('2 行有问题，不入账；其余 1 行可以先入账')).toBeVisible()
    await expect(page.locator('main')).toContainText('来源：老系统')
    await page.getByRole('button', { name: '入账 1 行' }).click()
    await expect(page.getByText('新增 1 行，更改 0 行，未变 2 行')).toBeVisible()
  })

  test('templates are there to take', async () => {
    await page.goto('/imports/new')
    await page.getByRole('radio', { name: '电价执行' }).check()
    const arriving = page.waitForEvent('download')
    await page.getByRole('link', { name: 'CSV 模板' }).click()
    expect(await readFile(await (await arriving).path(), 'utf8')).toContain('户号,用电类别,执行日期')
  })
})
