import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { expect, test, type Page } from '@playwright/test'
import { logIn, logOut } from './setup/journeys'

const DEMO = '/quality/projects/QC-0107-2013-01'

const PNG = Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), Buffer.from('a picture from the site')])
const PDF = Buffer.from('%PDF-1.4\n% minutes of the meeting\n')

const digestOf = (content: Buffer) => createHash('sha256').update(content).digest('hex')

test('a photo and a document are filed with time, person and digest, come back as they were, and show behind the closed gate', async ({ page }) => {
  await logIn(page, 'qc')
  await page.goto(`${DEMO}/evidence`)
  const form = page.locator('form').filter({ hasText: '照片或文件' })
  const upload = async (title: string, file: { name: string; mimeType: string; buffer: Buffer }) => {
    await form.getByLabel('标题').fill(title)
    await form.getByLabel('步骤').selectOption('implementation')
    await form.getByLabel('照片或文件').setInputFiles(file)
    await form.getByRole('button', { name: '存入' }).click()
  }
  await form.getByRole('button', { name: '存入' }).click()
  await expect(form).toContainText('请填写这一项')
  await upload('不是照片', { name: 'a.exe', mimeType: 'application/octet-stream', buffer: Buffer.from('MZ') })
  await expect(form).toContainText('这个文件不是')
  await upload('门面现场照片', { name: '照片.png', mimeType: 'image/png', buffer: PNG })
  const list = page.getByRole('table', { name: '证据一览' })
  await expect(list.getByRole('row').filter({ hasText: '门面现场照片' })).toContainText(digestOf(PNG))
  await upload('会议纪要', { name: '纪要.pdf', mimeType: 'application/pdf', buffer: PDF })
  const minutes = list.getByRole('row').filter({ hasText: '会议纪要' })
  await expect(minutes).toContainText(/文件.*李敏，\d{4}/)
  const [download] = await Promise.all([page.waitForEvent('download'), minutes.getByRole('link').click()])
  expect(download.suggestedFilename()).toBe('纪要.pdf')
  expect(digestOf(readFileSync(await download.path()))).toBe(digestOf(PDF))
  await expect(page.locator('[data-late]')).toContainText('对策实施: 李敏 补充了证据“会议纪要”')
})

test('a work order is filed as the system has it, a campaign that it does not know as typed', async ({ page }) => {
  await logIn(page, 'supervisor')
  await page.goto('/work-orders?state=applied')
  const order = /GD-0107-\d{6}-\d{4}/.exec(await page.locator('main').innerText())?.[0] ?? ''
  await logOut(page)
  await logIn(page, 'qc')
  await page.goto(`${DEMO}/evidence`)
  const form = page.locator('form').filter({ hasText: '冻结的数据' })
  const link = async (kind: string, title: string, reference: string) => {
    await form.getByLabel('种类').selectOption(kind)
    await form.getByLabel('标题').fill(title)
    await form.getByLabel('工作单编号、普查编号或名称、图表地址').fill(reference)
    await form.getByLabel('冻结的数据').fill('户数 = 99')
    await form.getByRole('button', { name: '关联' }).click()
  }
  const row = (title: string) => page.getByRole('table', { name: '证据一览' }).getByRole('row').filter({ hasText: title })
  await link('work_order', '没有这张', 'GD-0107-209901-0001')
  await expect(form).toContainText('GD-0107-209901-0001')
  await link('work_order', '门面改价工作单', order)
  await expect(row('门面改价工作单')).toContainText(/户号 0107\d{6} .* · 状态 已执行 · 差错 .*由系统取数/)
  await expect(row('门面改价工作单')).not.toContainText('户数')
  await link('campaign', '七月走访', '七月走访')
  await expect(row('七月走访')).toContainText('户数 99 (人工填写)')
})

/** Hands in what is asked of a reviewer and waits for the table to say so. */
async function score(page: Page, points: Readonly<Record<string, string>>, total: string): Promise<void> {
  for (const [name, value] of Object.entries(points)) await page.getByLabel(new RegExp(`^${name} 0`)).fill(value)
  await page.getByRole('button', { name: '提交评分' }).click()
  await expect(page.getByRole('row', { name: /^合计/ })).toContainText(total)
}

const POINTS = { 选题: '13', 原因分析: '26', 对策与实施: '17', 效果: '18', 发布: '4.5', 特点与方法: '9' }

test('one reviewer scores, another stands aside and says why, then scores after all: the mean and the ranking follow', async ({ page }) => {
  await logIn(page, 'supervisor')
  await page.goto(`${DEMO}/review`)
  await page.getByLabel(/^选题 0/).fill('16')
  await expect(page.getByRole('button', { name: '提交评分' })).toBeDisabled()
  await score(page, POINTS, '87.5')
  await logOut(page)

  await logIn(page, 'supervisor2')
  await page.goto(`${DEMO}/review`)
  await page.getByLabel('回避（不评分）').check()
  await expect(page.getByLabel(/^选题 0/)).toHaveCount(0)
  await page.getByRole('button', { name: '提交评分' }).click()
  await expect(page.locator('main form')).toContainText('请填写原因')
  await page.getByLabel('评语').fill('与组员同班组')
  await page.getByRole('button', { name: '提交评分' }).click()
  await expect(page.getByRole('row', { name: /^合计/ })).toContainText('回避')
  await expect(page.getByRole('row', { name: /^合计/ })).toContainText('87.50')
  await page.goto('/quality/ranking')
  const ranked = page.getByRole('table', { name: '评审排名' }).getByRole('row').filter({ hasText: 'QC-0107-2013-01' })
  await expect(ranked).toContainText('87.50')
  await expect(ranked).toContainText('1 人评分，1 人回避')

  await page.goto(`${DEMO}/review`)
  await page.getByLabel('回避（不评分）').uncheck()
  await score(page, { ...POINTS, 选题: '8', 特点与方法: '4' }, '82.50')
  await page.goto('/quality/ranking')
  await expect(ranked).toContainText('2 人评分，0 人回避')
  await logOut(page)

  await logIn(page, 'qc')
  await page.goto(`${DEMO}/review`)
  await expect(page.locator('main')).toContainText('只有评审人员（主管）可以评分')
  await expect(page.getByRole('button', { name: '提交评分' })).toHaveCount(0)
})

test('finance alone confirms a benefit; what the books hold of it stands beside, and a second confirmation shows behind the gate', async ({ page }) => {
  await logIn(page, 'qc')
  await page.goto(`${DEMO}/effect`)
  await expect(page.locator('[data-benefit]')).toContainText('账上 2013年7月 工作单追补入账 0.00 元，与确认的金额不同')
  await expect(page.getByRole('button', { name: '确认效益' })).toHaveCount(0)
  await logOut(page)

  await logIn(page, 'finance')
  await page.goto(`${DEMO}/effect`)
  await page.locator('summary', { hasText: '确认效益' }).click()
  const form = page.locator('form').filter({ hasText: '依据' })
  await form.getByLabel('金额（元）').fill('五千')
  await form.getByRole('button', { name: '确认效益' }).click()
  await expect(form).toContainText('这一项不对，请检查')
  await expect(form).toContainText('请填写这一项')
  await form.getByLabel('金额（元）').fill('5267.88')
  await form.getByLabel('依据').fill('70张工作单，凭证已复核')
  await form.getByRole('button', { name: '确认效益' }).click()
  await expect(page.locator('[data-benefit]')).toContainText('70张工作单，凭证已复核')
  await expect(page.locator('[data-benefit]')).toContainText('刘会计')
  await page.goto(DEMO)
  await expect(page.locator('[data-late]')).toContainText('效果检查: 刘会计 重新确认了效益')
})

test('the comparison of districts says no more than the books carry: no corrected account, no credit', async ({ page }) => {
  await logIn(page, 'qc')
  await page.goto(`${DEMO}/effect`)
  await expect(page.locator('main')).toContainText('按更正后电价出账：已普查台区 0 户，其余台区 0 户')
  await expect(page.locator('[data-verdict]')).toContainText('差异大于偶然，但不能归于普查')
  await expect(page.locator('[data-verdict]')).toContainText('没有一户按更正后的电价出账')
  await expect(page.locator('main')).toContainText('晚于效果月份')
})

test('a later check is planned, recorded from the day it is due, and the standard’s own number comes with it', async ({ page }) => {
  await logIn(page, 'qc')
  await page.goto(`${DEMO}/steps/standardisation`)
  const checks = page.locator('#checks')
  // What is due in a month has no form yet: the two that are due are done.
  await expect(checks.locator('summary', { hasText: '记录' })).toHaveCount(0)
  await checks.locator('summary', { hasText: '安排复查' }).click()
  await checks.getByRole('button', { name: '安排复查' }).click()
  await expect(checks).toContainText('请填写这一项')
  await checks.getByLabel('复查日期').fill('2014-03-20')
  await checks.getByRole('button', { name: '安排复查' }).click()
  const planned = checks.getByRole('listitem').filter({ hasText: '2014年3月20日到期' })
  await expect(planned).toContainText('Q/GD-YX-2013-07')
  await page.goto('/quality')
  await expect(page.locator('main')).toContainText('到期的标准化复查')
  await page.goto(`${DEMO}/steps/standardisation`)
  await planned.locator('summary').click()
  await planned.getByLabel('结果').selectOption('no')
  await planned.getByLabel('复查情况').fill('两个台区没有普查')
  await planned.getByRole('button', { name: '记录' }).click()
  await expect(planned).toContainText('没有执行')
  await expect(planned).toContainText('李敏于')
})

test('figures of the books that are changed by hand say so', async ({ page }) => {
  await logIn(page, 'qc')
  await page.goto(`${DEMO}/steps/present-state`)
  const tool = page.locator('section').filter({ has: page.getByRole('heading', { name: /各台区均价分布/ }) })
  await expect(tool).toContainText('取自账上')
  await expect(tool.getByLabel('数值 1', { exact: true })).toBeEditable()
  await tool.getByLabel('数值 1', { exact: true }).fill('0.9')
  const source = tool.getByRole('textbox', { name: '数据来源' })
  await expect(source).toHaveValue(/^人工修改过；原为取自账上/)
  await tool.getByRole('button', { name: '放弃改动' }).click()
  await expect(source).toHaveValue('')
})

test('who may not begin a project is told so, on a page that comes alive without an error', async ({ page }) => {
  const errors: string[] = []
  page.on('pageerror', ({ message }) => errors.push(message))
  await logIn(page, 'finance')
  await page.goto('/quality/projects/new')
  await expect(page).toHaveURL(/\/forbidden/)
  await expect(page.locator('h1')).toBeVisible()
  // The menu answers only once the page is alive; an error of that comes before.
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('dialog')).toBeVisible()
  expect(errors).toEqual([])
})
