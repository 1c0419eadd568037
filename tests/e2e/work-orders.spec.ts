import AxeBuilder from '@axe-core/playwright'
import { expect, test, type BrowserContext, type Page } from '@playwright/test'
import { inLanguage, logIn, logOut } from './setup/journeys'

const ACCOUNT = '0107012006'

/** A split order, returned once: what a clerk and a supervisor meet on the longer way. */
test.describe.configure({ mode: 'serial' })
test.describe('a returned split order', () => {
  let context: BrowserContext
  let page: Page
  let address = ''
  test.beforeAll(async ({ browser }) => {
    context = await browser.newContext({ locale: 'zh-CN', timezoneId: 'Asia/Shanghai' })
    page = await context.newPage()
  })
  test.afterAll(() => context.close())

  test('the form names what a split lacks, and never splits off to the remainder', async () => {
    await logIn(page, 'clerk')
    await page.goto(`/work-orders/new?account=${ACCOUNT}`)
    await page.getByLabel('问题类型').selectOption('split_not_applied')
    await page.getByRole('button', { name: '加一个定比' }).click()
    await page.getByLabel('类别', { exact: true }).selectOption('COM-1')
    await page.getByLabel('余量类别').selectOption('COM-1')
    await expect(page.getByLabel('类别', { exact: true })).toHaveValue('')
    await page.getByLabel('余量类别').selectOption('RES-1')
    await expect(page.getByLabel('类别', { exact: true })).toHaveValue('COM-1')
    await page.getByRole('button', { name: '提交审批' }).click()
    await expect(page.getByText('请填写 0 到 100 之间的数')).toBeVisible()
    await expect(page.getByText('请填写原因')).toBeVisible()
    await page.getByLabel('定比（%）').fill('30')
    await page.getByLabel('执行日期').fill('2013-06-21')
    await expect(page.getByRole('table', { name: '逐月追补' }).getByRole('row')).toHaveCount(6)
    await page.getByLabel('更正原因').fill('楼下开店，楼上住家')
  })

  test('kept as a draft it shows what it would bring; then it is submitted', async () => {
    await page.getByRole('button', { name: '存为草稿' }).click()
    await expect(page.locator('h1')).toContainText('草稿')
    address = page.url()
    await expect(page.getByText('按今天的账计算')).toBeVisible()
    await expect(page.getByRole('table', { name: '逐月追补' }).getByRole('row')).toHaveCount(6)
    await page.getByRole('button', { name: '提交审批' }).click()
    await expect(page.getByRole('dialog')).toContainText('批准并执行后：将关闭现行电价执行，2013年6月21日 起按新类别；更正 4 个月')
    await page.getByRole('button', { name: '确认提交审批' }).click()
    await expect(page.locator('h1')).toContainText('待审批')
    await page.goto('/work-orders?state=submitted')
    await expect(page.getByText('今天提交')).toBeVisible()
    await logOut(page)
  })

  test('the supervisor returns it with a reason; the clerk mends it', async () => {
    await logIn(page, 'supervisor')
    await page.goto(address)
    await page.getByRole('button', { name: '退回' }).click()
    await expect(page.getByRole('button', { name: '确认退回' })).toBeDisabled()
    await page.getByRole('dialog').getByLabel('原因').fill('请核对开店日期')
    await page.getByRole('button', { name: '确认退回' }).click()
    await expect(page.locator('h1')).toContainText('草稿')
    await logOut(page)
    await logIn(page, 'clerk')
    await page.goto(address)
    await page.getByRole('link', { name: '修改', exact: true }).click()
    await expect(page).toHaveURL(/\/edit$/)
    await expect(page.getByText('请核对开店日期')).toBeVisible()
    await page.getByLabel('执行日期').fill('2013-08-01')
    await page.getByRole('button', { name: '提交审批' }).click()
    await expect(page.locator('h1')).toContainText('待审批')
    await expect(page.getByRole('table', { name: '逐月追补' }).getByRole('row')).toHaveCount(4)
  })

  for (const [locale, theme, width] of [['zh-CN', 'light', 1440], ['en', 'dark', 390]] as const) {
    test(`the order is accessible and fits: ${locale}, ${theme}, ${width} px`, async () => {
      await page.setViewportSize({ width, height: 844 })
      await inLanguage(page, locale, theme)
      for (const path of [address, `/accounts/${ACCOUNT}`, '/work-orders']) {
        await page.goto(path)
        expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([])
        expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0)
      }
    })
  }

  test('on paper it has signature boxes and no buttons', async () => {
    await page.goto(address)
    await page.emulateMedia({ media: 'print' })
    await expect(page.getByText('Customer', { exact: true })).toBeVisible()
    await expect(page.getByRole('button', { name: 'Print' })).toBeHidden()
    await page.emulateMedia({ media: 'screen' })
  })
})
