import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { spawnSync } from 'node:child_process'
import { chromium } from '@playwright/test'
import lighthouse, { desktopConfig, type Flags } from 'lighthouse'
import { ensureBuilt } from '@/cli/build'
import { dataFolder, filesFolder, migrationsFolder, root } from '@/cli/places'
import { freePort, startEmbedded } from '@/server/postgres/embedded'
import { migrate } from '@/server/postgres/migrate'
import { browserLaunch } from '@tests/e2e/setup/browser'
import { servedApplication } from '@tests/setup/served-application'
import type { Figure } from './figure'
import { signIn } from './sign-in'

const LEAST = { accessibility: 95, 'best-practices': 95, performance: 90 } as const
const PATH = '/dashboard?station=0107&from=2013-01&to=2013-09'

/** Lighthouse's scores of the demonstration's overview, as a supervisor sees it: on a desk, and on its slow phone. */
export async function* lighthouseFigures(): AsyncGenerator<Figure> {
  ensureBuilt((text) => void process.stderr.write(`${text}\n`))
  const database = await demoDatabase()
  const application = await servedApplication(database.url, filesFolder)
  const port = await freePort()
  const { args, ...launch } = await browserLaunch()
  const browser = await chromium.launch({ ...launch, args: [...args, `--remote-debugging-port=${port}`] })
  try {
    const page = await browser.newPage({ baseURL: application.address, locale: 'zh-CN' })
    await signIn(page)
    const cookie = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ')
    for (const [device, config] of [['desktop', desktopConfig], ['phone', undefined]] as const) {
      const flags: Flags = { port, extraHeaders: { Cookie: cookie }, onlyCategories: Object.keys(LEAST), logLevel: 'error' }
      const result = await lighthouse(`${application.address}${PATH}`, flags, config)
      for (const [name, least] of Object.entries(LEAST)) {
        const score = Math.round((result?.lhr.categories[name]?.score ?? 0) * 100)
        yield { figure: `dashboard lighthouse ${name}, ${device}`, unit: 'points', ours: score, floor: least, ratio: Number((least / Math.max(1, score)).toPrecision(3)), bound: 1 }
      }
    }
  } finally {
    await browser.close()
    await application.stop()
    database.stop()
  }
}

/** The demonstration in a database of its own, kept for the next time. */
async function demoDatabase(): Promise<{ url: string; stop: () => void }> {
  const folder = path.join(dataFolder, 'bench-demo')
  mkdirSync(folder, { recursive: true })
  const server = await startEmbedded({ folder })
  await migrate(server.url, migrationsFolder)
  const { status } = spawnSync(process.execPath, [path.join(root, 'src/cli/cli.mjs'), 'demo', 'station', '--if-empty'], { cwd: root, stdio: ['ignore', 2, 2], env: { ...process.env, DATABASE_URL: server.url } })
  if (status !== 0) throw new Error('the demonstration could not be loaded')
  return { url: server.url, stop: () => (server.started ? server.stop() : undefined) }
}
