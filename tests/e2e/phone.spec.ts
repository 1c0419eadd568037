import { expect, test, type BrowserContext, type CDPSession, type Page } from '@playwright/test'
import sharp from 'sharp'
import { logIn, logOut } from './setup/journeys'

test.use({ viewport: { width: 390, height: 844 } })

const doors = (page: Page) => page.locator('[data-task]')
const begun = (page: Page, accountNo: string) => page.locator(`[data-task="${accountNo}"]`)

async function withPack(page: Page): Promise<void> {
  await logIn(page, 'inspector')
  await page.getByRole('button', { name: '下载任务包' }).click()
  await expect(doors(page).first()).toBeVisible()
}

interface SentTask {
  name: string
  address: string
  accountNo: string
  meterNo: string
}

/** The task pack as the server sends it. */
async function packOf(page: Page): Promise<{ tasks: SentTask[] }> {
  return ((await (await page.request.get('/inspections/pack')).json()) as { pack: { tasks: SentTask[] } }).pack
}

interface Manifest {
  name: string
  short_name: string
  start_url: string
  scope: string
  display: string
  icons: { src: string; sizes: string; type: string; purpose?: string }[]
}

/** What Chromium asks of a page before it offers to install it, read from the browser itself. */
async function manifestOf(browser: CDPSession): Promise<{ manifest: Manifest; faults: string[] }> {
  const { url, data, errors } = (await browser.send('Page.getAppManifest')) as { url: string; data?: string; errors: { message: string }[] }
  expect(url).toMatch(/\/manifest\.webmanifest$/)
  const { installabilityErrors } = (await browser.send('Page.getInstallabilityErrors')) as { installabilityErrors: { errorId: string }[] }
  return { manifest: JSON.parse(data ?? '{}') as Manifest, faults: [...errors.map(({ message }) => message), ...installabilityErrors.map(({ errorId }) => errorId)] }
}

test('the page can be installed: manifest, icons of the sizes told, a worker that serves it, and the browser finds no fault', async ({ page, context, request }) => {
  await withPack(page)
  const { manifest, faults } = await manifestOf(await context.newCDPSession(page))
  expect(faults).toEqual([])
  expect(manifest).toMatchObject({ start_url: '/inspections', scope: '/', display: 'standalone', short_name: '现场核查' })
  for (const { src, sizes, type } of manifest.icons.filter(({ type: kind }) => kind === 'image/png')) {
    const icon = await request.get(src)
    expect(icon.headers()['content-type']).toBe(type)
    const { width, height } = await sharp(await icon.body()).metadata()
    expect(`${width}x${height}`).toBe(sizes)
  }
  expect(manifest.icons.map(({ sizes, purpose = 'any' }) => `${sizes} ${purpose}`)).toEqual(expect.arrayContaining(['192x192 any', '512x512 any', '512x512 maskable']))
  // What a phone cuts off the maskable icon shows nothing but its ground.
  const cut = await sharp(await (await request.get('/icon-maskable-512.png')).body()).ensureAlpha().raw().toBuffer({ resolveWithObject: true })
  const colourAt = (x: number, y: number) => [...cut.data.subarray((y * cut.info.width + x) * cut.info.channels, (y * cut.info.width + x) * cut.info.channels + 4)]
  for (const [x, y] of [[0, 0], [511, 0], [256, 50], [256, 461], [51, 256]] as const) expect(colourAt(x, y)).toEqual(colourAt(1, 1))
  expect(await page.evaluate(async () => {
    const worker = await navigator.serviceWorker.getRegistration('/inspections')
    return { scope: new URL(worker?.scope ?? '').pathname, state: worker?.active?.state }
  })).toEqual({ scope: '/inspections', state: 'activated' })
})

test('when the browser offers to install, the page asks at the right place, once', async ({ page }) => {
  await withPack(page)
  await expect(page.getByRole('button', { name: '安装到手机' })).toHaveCount(0)
  // A headless browser makes no offer by itself; this is the event that others send.
  await page.evaluate(() => {
    const offer = new Event('beforeinstallprompt', { cancelable: true })
    const asked = window as unknown as { asked: number }
    asked.asked = 0
    window.dispatchEvent(Object.assign(offer, { prompt: () => Promise.resolve({ outcome: (asked.asked += 1) === 1 ? 'accepted' : 'dismissed' }) }))
  })
  await page.getByRole('button', { name: '安装到手机' }).click()
  await expect(page.getByRole('button', { name: '安装到手机' })).toHaveCount(0)
  expect(await page.evaluate(() => (window as unknown as { asked: number }).asked)).toBe(1)
})

const HEFEI = { latitude: 31.820591, longitude: 117.227219, accuracy: 12.4 }

test.describe('position', () => {
  const asked = async (page: Page) => {
    await doors(page).first().click()
    await page.getByRole('button', { name: '附上位置' }).click()
  }

  test('allowed: it goes with the visit, and the desk sees it', async ({ page, context }) => {
    await context.grantPermissions(['geolocation'])
    await context.setGeolocation(HEFEI)
    await withPack(page)
    const accountNo = (await doors(page).first().getAttribute('data-task')) ?? ''
    await asked(page)
    await expect(page.getByRole('status').filter({ hasText: '31.820591, 117.227219（±12 米）' })).toBeVisible()
    await page.getByRole('radio', { name: '与档案一致' }).check()
    await page.getByRole('button', { name: '保存，有网络时发送' }).click()
    await expect(page.getByText('已发送 1 条。')).toBeVisible()
    await logOut(page)
    await logIn(page, 'supervisor')
    const visit = page.locator('tr').filter({ has: page.getByRole('link', { name: accountNo, exact: true }) })
    // Two campaigns are under way; the door belongs to one of them.
    await page.goto('/campaigns/PC-0107-201310-0003')
    if ((await visit.count()) === 0) await page.goto('/campaigns/PC-0107-201310-0002')
    await expect(visit).toContainText('31.820591, 117.227219（±12 米）')
  })

  test('not allowed: says where to allow it, and the visit can be saved all the same', async ({ page, context }) => {
    await context.clearPermissions()
    await withPack(page)
    await asked(page)
    await expect(page.getByText('这台手机不允许本页读取位置')).toBeVisible()
    await expect(page.getByRole('button', { name: '保存，有网络时发送' })).toBeEnabled()
  })

  test('not to be had: says so, and the visit can be saved all the same', async ({ page, context }) => {
    await context.grantPermissions(['geolocation'])
    await context.setGeolocation(null)
    await withPack(page)
    await asked(page)
    await expect(page.getByText('手机暂时定不了位')).toBeVisible()
    await expect(page.getByRole('button', { name: '保存，有网络时发送' })).toBeEnabled()
  })
})

test('a visit that was begun is there again after the phone threw the page away, without a network', async ({ page, context }) => {
  await withPack(page)
  const accountNo = (await doors(page).first().getAttribute('data-task')) ?? ''
  await context.setOffline(true)
  await doors(page).first().click()
  await page.getByRole('radio', { name: '发现问题' }).check()
  await page.getByLabel('现场情况').fill('门口有冰柜')
  await page.getByLabel(/照片（最多/).setInputFiles({ name: 'door.jpg', mimeType: 'image/jpeg', buffer: await sharp({ create: { width: 2000, height: 1500, channels: 3, background: '#7a9' } }).jpeg().toBuffer() })
  await expect(page.locator('[data-photo]')).toHaveCount(1)
  await page.getByLabel('或填写签字人姓名').fill('王小明')
  await expect(page.getByRole('button', { name: '清除' })).toBeEnabled()
  await expect.poll(() => raw(page).then(({ sealed }) => sealed.filter(({ kind }) => kind === 'draft').length)).toBe(1)

  await page.reload()
  await expect(begun(page, accountNo)).toContainText('填写中')
  await begun(page, accountNo).click()
  await expect(page.getByRole('radio', { name: '发现问题' })).toBeChecked()
  await expect(page.getByLabel('现场情况')).toHaveValue('门口有冰柜')
  await expect(page.locator('[data-photo]')).toHaveCount(1)
  await expect(page.getByRole('button', { name: '清除' })).toBeEnabled()
})

test('what cannot be read without a part of the page is not written over', async ({ page, context }) => {
  await withPack(page)
  const accountNo = (await doors(page).first().getAttribute('data-task')) ?? ''
  await doors(page).first().click()
  await page.getByLabel('现场情况').fill('门口有冰柜')
  await expect.poll(() => raw(page).then(({ sealed }) => sealed.filter(({ kind }) => kind === 'draft').length)).toBe(1)
  // The part that checks what was kept has not come.
  const taken = await page.evaluate(async () => {
    const cache = await caches.open('tariff-audit-page')
    const found = await Promise.all((await cache.keys()).map(async (request) => ((await (await cache.match(request))?.clone().text()) ?? '').includes('outcome-missing') && request.url.endsWith('.js') ? request : null))
    const chunks = found.filter((request) => request !== null)
    await Promise.all(chunks.map((request) => cache.delete(request)))
    return chunks.map(({ url }) => url)
  })
  expect(taken).toHaveLength(1)
  await context.route(taken[0] ?? '', (route) => route.abort())
  await page.reload()
  await begun(page, accountNo).click()
  await expect(page.getByText('您填的内容已保留')).toBeVisible()
  await context.unroute(taken[0] ?? '')
  await page.reload()
  await begun(page, accountNo).click()
  await expect(page.getByLabel('现场情况')).toHaveValue('门口有冰柜')
})

interface SealedOnDevice {
  id: string
  kind: string
  text: string
}

/** Everything that lies on the phone, read as a finder of it would: every store of every database, every cache, both storages. */
async function raw(page: Page) {
  return page.evaluate(async () => {
    const answered = <Answer>(request: IDBRequest<Answer>) => new Promise<Answer>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(new Error('refused'))
    })
    const letters = (data: ArrayBuffer) => new TextDecoder('utf-8', { fatal: false }).decode(data)
    const sealed: SealedOnDevice[] = []
    const keys: string[] = []
    const databases = await indexedDB.databases()
    for (const { name } of databases) {
      const database = await answered(indexedDB.open(name ?? ''))
      for (const store of database.objectStoreNames) {
        for (const record of (await answered(database.transaction(store).objectStore(store).getAll())) as { id: string; kind?: string; key?: CryptoKey; data?: ArrayBuffer }[]) {
          if (record.key) keys.push(await crypto.subtle.exportKey('raw', record.key).then(() => 'readable', () => 'not readable'))
          const { data, key: _, ...open } = record
          sealed.push({ id: record.id, kind: record.kind ?? store, text: JSON.stringify(open) + (data ? letters(data) : '') })
        }
      }
      database.close()
    }
    const cached: { address: string; text: string }[] = []
    for (const name of await caches.keys()) {
      const cache = await caches.open(name)
      for (const kept of await cache.keys()) cached.push({ address: new URL(kept.url).pathname, text: (await (await cache.match(kept))?.text()) ?? '' })
    }
    return { databases: databases.map(({ name }) => name), sealed, keys, cached, storages: JSON.stringify([{ ...localStorage }, { ...sessionStorage }]) }
  })
}

const everything = ({ sealed, cached, storages }: Awaited<ReturnType<typeof raw>>): string => [...sealed.map(({ text }) => text), ...cached.map(({ text }) => text), storages].join('\n')

/** Who and where the task pack tells of. */
const personal = async (page: Page): Promise<string[]> => (await packOf(page)).tasks.flatMap(({ name, address, accountNo, meterNo }) => [name, address, accountNo, meterNo])

async function begunVisit(page: Page, context: BrowserContext): Promise<void> {
  await context.setOffline(true)
  await doors(page).first().click()
  await page.getByLabel('现场情况').fill('门口有冰柜')
  await expect.poll(() => raw(page).then(({ sealed }) => sealed.filter(({ kind }) => kind === 'draft').length)).toBe(1)
}

test('what lies on the phone is sealed: no name, address or number can be read, the key not taken out; logging out leaves nothing', async ({ page, context }) => {
  await withPack(page)
  const secrets = await personal(page)
  expect(secrets.length).toBeGreaterThan(8)
  await begunVisit(page, context)
  const found = await raw(page)
  expect(found.sealed.map(({ kind }) => kind).sort()).toEqual(['draft', 'keys', 'pack'])
  expect(found.keys).toEqual(['not readable'])
  expect(found.cached.map(({ address }) => address)).toContain('/inspections')
  const all = everything(found)
  for (const secret of [...secrets, '门口有冰柜', '刘洋']) expect(all, secret).not.toContain(secret)

  await context.setOffline(false)
  const asked: string[] = []
  page.once('dialog', (dialog) => {
    asked.push(dialog.message())
    void dialog.accept()
  })
  await logOut(page)
  expect(asked.join()).toContain('还有 1 条核查没有填完或没有发送')
  const left = await raw(page)
  expect([left.databases, left.cached]).toEqual([[], []])
  for (const secret of [...secrets, '门口有冰柜', '刘洋']) expect(everything(left), secret).not.toContain(secret)
})

test('logging out without a network takes everything off phone and screen at once, and ends the session as soon as there is one', async ({ page, context }) => {
  await withPack(page)
  await begunVisit(page, context)
  const told: string[] = []
  page.on('dialog', (dialog) => {
    told.push(dialog.message())
    void dialog.accept()
  })
  await page.getByRole('button', { name: '退出登录' }).click()
  await expect.poll(() => told.at(-1)).toContain('没有网络：这台设备上的内容已经删除')
  await expect(page.getByLabel('现场情况')).toHaveCount(0)
  await context.setOffline(false)
  // The browser tries again by itself; whoever comes first is taken out.
  await page.goto('/inspections').catch(() => undefined)
  await expect(page).toHaveURL(/\/login/)
  const left = await raw(page)
  expect([left.sealed, left.cached]).toEqual([[], []])
  expect((await page.request.get('/inspections/pack')).status()).toBe(401)
  // Logging in again is not undone by it.
  await logIn(page, 'inspector')
  await page.reload()
  await expect(page.getByRole('button', { name: '下载任务包' })).toBeVisible()
})
