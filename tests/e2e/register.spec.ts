import { readFileSync } from 'node:fs'
import { expect, test, type Page } from '@playwright/test'
import ExcelJS from 'exceljs'
import { inLanguage, logIn } from './setup/journeys'
import { assertSound } from './setup/sound'

const list = (page: Page) => page.getByRole('table', { name: '用电户列表' })
const number = (page: Page, row: number) => list(page).getByRole('row').nth(row).getByRole('link').first()

for (const { locale, theme, width } of [{ locale: 'zh-CN', theme: 'light', width: 1440 }, { locale: 'en', theme: 'dark', width: 390 }] as const) {
  test(`every page of the register in ${locale}, ${theme}, ${width} px: accessible, nothing sticks out, no raw key`, async ({ page }) => {
    await page.setViewportSize({ width, height: 844 })
    await inLanguage(page, locale, theme)
    await logIn(page, 'clerk')
    for (const path of [
      '/accounts', '/accounts?q=flcs&sort=name-desc', '/accounts/change-district?account=0107000001&account=0107000002&to=0107-002', '/accounts/change-district?account=none',
      '/accounts/0107000001/move', '/accounts/changes', '/accounts/round-trip', '/stations?sort=energy-desc', '/stations/0107?sort=price-desc&find=3&page=1', '/stations/0107/0107-001?sort=name',
    ]) await assertSound(page, path)
  })
}

test('initials, order and filters live in the address; a view keeps them under a name', async ({ page }) => {
  await logIn(page, 'clerk')
  await page.goto('/accounts')
  await page.locator('[data-search-box]').fill('flcs')
  await page.getByRole('button', { name: '查找', exact: true }).click()
  await expect(page).toHaveURL(/q=flcs/)
  await expect(list(page)).toContainText('福临超市')
  await list(page).getByRole('link', { name: '户名' }).click()
  await expect(page).toHaveURL(/sort=name/)
  await expect(list(page).getByRole('columnheader', { name: '户名' })).toHaveAttribute('aria-sort', 'ascending')
  await page.getByText('把当前条件存为视图').click()
  await page.getByLabel('视图名称').fill('福临超市按户名')
  await page.getByRole('button', { name: '保存' }).click()
  await expect(page.getByRole('link', { name: '福临超市按户名' })).toBeVisible()
  await page.goto('/accounts')
  await page.getByRole('link', { name: '福临超市按户名' }).click()
  await expect(page).toHaveURL(/q=flcs.*sort=name/)
  await page.getByRole('button', { name: '紧凑' }).click()
  await expect(page.locator('[data-density=compact]')).toBeVisible()
  await page.getByRole('button', { name: '紧凑' }).click()
  await page.getByRole('button', { name: '删除视图“福临超市按户名”' }).click()
  await expect(page.getByRole('link', { name: '福临超市按户名' })).toHaveCount(0)
})

test('the palette opens by Ctrl-K anywhere, finds by number, initials and page, and goes there', async ({ page }) => {
  await logIn(page, 'clerk')
  const dialog = page.getByRole('dialog', { name: '快速前往' })
  const box = dialog.getByRole('combobox')
  const open = async () => {
    // Until the page's script has begun to listen, the keys do nothing.
    await expect(async () => {
      if (!(await dialog.isVisible())) await page.keyboard.press('Control+k')
      await expect(box).toBeFocused({ timeout: 2_000 })
    }).toPass()
  }
  await open()
  await box.fill('0107012345')
  await expect(dialog.getByRole('option', { name: /0107012345/ })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/accounts\/0107012345/)
  await open()
  await box.fill('qqqqq')
  await expect(dialog.getByRole('option')).toHaveCount(0)
  await expect(dialog).toContainText('没有找到')
  await box.fill('djml')
  await expect(dialog.getByRole('option', { name: '电价目录' })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/tariffs/)
  await open()
  await page.keyboard.press('Escape')
  await expect(box).toHaveCount(0)
})

test('chosen accounts change their district as previewed, and the change is undone', async ({ page }) => {
  await logIn(page, 'clerk')
  await page.goto('/stations/0107/0107-005')
  await page.getByRole('link', { name: '在用电户列表中打开' }).click()
  const first = (await number(page, 1).textContent()) ?? ''
  await page.getByLabel(`选择 ${first}`).check()
  await list(page).getByRole('checkbox').nth(1).check()
  await expect(page.getByText('已选 2 户')).toBeVisible()
  await page.getByRole('button', { name: '调整所选用户的台区' }).click()
  await expect(page.locator('main')).toContainText('所选 2 户')
  await page.getByRole('combobox', { name: /的台区/ }).fill('没有的台区')
  await page.getByRole('button', { name: '查看结果' }).click()
  await expect(page.locator('main').getByRole('alert')).toContainText('没有台区 没有的台区')
  await page.getByRole('combobox', { name: /的台区/ }).fill('0107-006')
  await page.getByRole('button', { name: '查看结果' }).click()
  await expect(page.locator('main')).toContainText('2 户将调整到')
  await page.getByLabel('原因').fill('线路改接')
  await page.getByRole('button', { name: '确认调整' }).click()
  await expect(page).toHaveURL(/\/accounts\/changes\/\d+/)
  await expect(page.getByRole('table', { name: '改动的用电户' })).toContainText('0107-006')
  const change = page.url()
  await page.goto(`/accounts/${first}`)
  await expect(page.locator('main')).toContainText('调整与改动记录')
  await expect(page.locator('main')).toContainText('线路改接')
  await page.goto(change)
  await page.getByRole('button', { name: '撤回这次变更' }).click()
  await page.getByRole('dialog').getByLabel('原因').fill('选错了')
  await page.getByRole('dialog').getByRole('button', { name: '确认撤回' }).click()
  await expect(page.locator('main')).toContainText('撤回的是变更')
  await assertSound(page, new URL(page.url()).pathname)
  await page.goto(change)
  await expect(page.locator('main')).toContainText('已由反向变更撤回')
  await expect(page.getByRole('button', { name: '撤回这次变更' })).toHaveCount(0)
})

test('a list goes to a spreadsheet and comes back with only what changed; the same file again changes nothing', async ({ page }) => {
  await logIn(page, 'clerk')
  await page.goto('/accounts?station=0107&district=0107-007')
  const downloading = page.waitForEvent('download')
  await page.getByRole('link', { name: 'xlsx' }).click()
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.load(new Uint8Array(readFileSync(await (await downloading).path())).buffer)
  const sheet = workbook.worksheets[0]
  const before = sheet?.getCell('C2').text ?? ''
  if (sheet) sheet.getCell('C2').value = '新搬的地址9号'
  const file = { name: '改好的.xlsx', mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', buffer: Buffer.from(await workbook.xlsx.writeBuffer()) }
  const bringBack = async () => {
    await page.goto('/accounts/round-trip')
    await page.getByLabel('改好的表格').setInputFiles(file)
    await page.getByRole('button', { name: '比较改动' }).click()
  }
  await bringBack()
  await expect(page).toHaveURL(/\/accounts\/round-trip\/\d+/)
  const rows = page.getByRole('table', { name: '逐行核对' })
  await expect(rows.getByRole('row')).toHaveCount(2)
  // The file holds the address to its village; what is brought back is compared with the whole.
  expect(before).toMatch(/\*\*\*$/)
  await expect(rows.locator('del')).toContainText(before.replace(/\*+$/, ''))
  await expect(rows.locator('ins')).toHaveText('新搬的地址9号')
  await assertSound(page, new URL(page.url()).pathname)
  await page.getByLabel('原因').fill('现场核对')
  await page.getByRole('button', { name: '应用改动' }).click()
  await expect(page.locator('main')).toContainText('已改动 1 户')
  const proposal = page.url()
  await bringBack()
  await expect(page.locator('main').getByRole('status')).toContainText('没有要改的')
  await page.goto(proposal)
  await page.getByRole('button', { name: '撤回这次变更' }).click()
  await page.getByRole('dialog').getByLabel('原因').fill('改错了')
  await page.getByRole('dialog').getByRole('button', { name: '确认撤回' }).click()
  await expect(page).toHaveURL(/\/accounts\/changes\/\d+/)
})

test('from the company to the station, the district and the account', async ({ page }) => {
  await logIn(page, 'qc')
  await page.goto('/stations?month=2013-07')
  await page.getByRole('table', { name: '供电所与台区' }).getByRole('link', { name: 'XX供电所' }).click()
  await expect(page).toHaveURL(/\/stations\/0107\?month=2013-07/)
  const districts = page.getByRole('table', { name: '台区' })
  await districts.getByRole('link', { name: '电量（千瓦时）' }).click()
  await expect(page).toHaveURL(/sort=energy-desc/)
  const energies = await districts.getByRole('row').locator('td:nth-child(3)').allTextContents()
  const numbers = energies.slice(1).map((text) => Number(text.replaceAll(',', '')))
  expect(numbers).toEqual(numbers.toSorted((a, b) => b - a))
  await districts.getByRole('link').nth(5).click()
  await expect(page).toHaveURL(/\/stations\/0107\/0107-\d+\?month=2013-07/)
  await number(page, 1).click()
  await expect(page).toHaveURL(/\/accounts\/\d+/)
  await page.goto('/accounts/round-trip')
  await expect(page).toHaveURL(/\/forbidden/)
})
