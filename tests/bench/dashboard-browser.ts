import { chromium, type Page } from '@playwright/test'
import { ensureBuilt } from '@/cli/build'
import { filesFolder } from '@/cli/places'
import type { BillingMonth } from '@/domain/plain-date'
import { loadUsers } from '@/features/demo/commands/load-users'
import { commandLineOperator } from '@/server/viewer'
import { browserLaunch } from '@tests/e2e/setup/browser'
import { firstLoad } from '@tests/setup/first-load'
import { servedApplication } from '@tests/setup/served-application'
import { timeFigure, type Figure } from './figure'
import { percentile } from './percentile'
import { signIn } from './sign-in'

const ROUNDS = 60
const WARM = 12
const MOST_INTERACTION_SECONDS = 0.1
const MOST_SCRIPT_KB = 40
const CATEGORIES = ['RES-Y', '', 'COM-C', '']

/** What a supervisor's browser has: the script that comes first, the whole answer, and how long choosing a category takes. */
export async function* browserFigures({ from, to }: { from: BillingMonth; to: BillingMonth }): AsyncGenerator<Figure> {
  ensureBuilt((text) => void process.stderr.write(`${text}\n`))
  await loadUsers(commandLineOperator())
  const { address, stop } = await servedApplication(process.env['DATABASE_URL'] ?? '', filesFolder)
  const browser = await chromium.launch(await browserLaunch())
  try {
    const page = await browser.newPage({ baseURL: address, locale: 'zh-CN', viewport: { width: 1440, height: 900 } })
    await signIn(page)
    const path = `/dashboard?from=${from}&to=${to}`
    const { ownBytes } = await firstLoad(page.request, path)
    yield { figure: 'dashboard first-load script beyond the framework', unit: 'KB gzip', ours: ownBytes / 1000, floor: MOST_SCRIPT_KB, ratio: Number((ownBytes / 1000 / MOST_SCRIPT_KB).toPrecision(3)), bound: 1 }
    const answers = await answerTimes(page, path)
    yield timeFigure('dashboard whole answer over HTTP p95 of 80 ms', percentile(answers, 95), MOST_INTERACTION_SECONDS * 0.8, { p50: Number(percentile(answers, 50).toPrecision(3)), bound: 1 })
    await page.goto(path, { waitUntil: 'networkidle' })
    const changes = await categoryChanges(page)
    yield timeFigure('dashboard change of category p95 of 100 ms', percentile(changes, 95), MOST_INTERACTION_SECONDS, { p50: Number(percentile(changes, 50).toPrecision(3)), bound: 1 })
  } finally {
    await browser.close()
    await stop()
  }
}

/** From the request to the answer's last byte, in seconds, sorted. */
async function answerTimes(page: Page, path: string): Promise<number[]> {
  const times: number[] = []
  for (let round = -WARM; round < ROUNDS; round += 1) {
    const began = performance.now()
    await (await page.request.get(path)).body()
    if (round >= 0) times.push((performance.now() - began) / 1000)
  }
  return times.sort((a, b) => a - b)
}

/** From the change of the list to the next picture that shows other figures, in seconds, sorted; measured in the page. */
async function categoryChanges(page: Page): Promise<number[]> {
  const times: number[] = []
  for (let round = -WARM; round < ROUNDS; round += 1) {
    const category = CATEGORIES[(round + WARM) % CATEGORIES.length] ?? ''
    const [milliseconds] = await Promise.all([page.evaluate(untilPainted), page.getByLabel('用电类别').selectOption(category)])
    if (round >= 0) times.push(milliseconds / 1000)
  }
  return times.sort((a, b) => a - b)
}

/** Runs in the page, and so by itself. Resolves in the frame after the one in which the headline's revenue became another. */
function untilPainted(): Promise<number> {
  return new Promise((resolve) => {
    const before = document.querySelector('[data-figure=revenue]')?.textContent
    let began = 0
    document.addEventListener('change', (event) => (began = event.timeStamp), { once: true, capture: true })
    const observer = new MutationObserver(() => {
      if (document.querySelector('[data-figure=revenue]')?.textContent === before) return
      observer.disconnect()
      requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - began)))
    })
    observer.observe(document.body, { subtree: true, childList: true, characterData: true })
  })
}
