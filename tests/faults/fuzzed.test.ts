import { killDatabase, loadDemo, reviveDatabase } from './setup/own-server'
import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asDatabaseOwner } from '@tests/factories/owner'
import { pool } from '@/server/db'
import { system } from '@/server/scope'
import { actionSchemas } from './setup/action-schemas'
import { asArguments, formFor, inputFor, type Known } from './setup/arbitraries'
import { killed } from './setup/halted'
import { faultsOfBooks } from './setup/sound-books'
import { callAction, cookieOf, servedActions, startWebServer, type ServedAction, type WebServer } from './setup/web-server'

const REQUESTS = 10_000
const AT_ONCE = 6
const SEED = Number(process.env['FUZZ_SEED'] ?? '20260301')
const USERS = ['clerk', 'supervisor', 'qc', 'inspector', 'admin', 'security', 'auditor', 'finance', 'clerk2', 'supervisor2']
/** They end the session that the others need, or count failed logins of it. */
const APART = ['logOutAction', 'logInAction', 'passCodeAction', 'endSessionAction']

let server: WebServer
let cookies: Map<string, string>
let actions: ServedAction[]
beforeAll(async () => {
  loadDemo()
  await liftLimits()
  server = await startWebServer()
  actions = servedActions().filter(({ name }) => name.endsWith('Action'))
  cookies = new Map()
  for (const user of USERS) cookies.set(user, await cookieOf(server.base, user))
})
afterAll(() => killed(server.process))

/** What one person may do in a minute would keep most requests from reaching what they are aimed at. */
async function liftLimits(): Promise<void> {
  const limits = ['actions-per-minute', 'searches-per-minute', 'exports-per-hour', 'reveals-per-hour']
  await asDatabaseOwner(`INSERT INTO identity_setting (key, effective_from, value, source) SELECT key, '2015-01-01', '99999', 'fuzzed requests' FROM unnest($1::text[]) AS key`, [limits])
}

const column = async (sql: string): Promise<(string | number)[]> => (await pool(system('test')).query<{ value: string | number }>(sql)).rows.map(({ value }) => value)

/** What exists, under the names by which it is asked for. */
async function known(): Promise<Known> {
  const [orders, accounts, stations, categories, imports, jobs, batches, complaints, campaigns, users, projects, districts] = await Promise.all([
    column('SELECT number AS value FROM work_order LIMIT 40'), column('SELECT account_no AS value FROM account ORDER BY id LIMIT 40'), column('SELECT code AS value FROM station'), column('SELECT code AS value FROM tariff_category'),
    column('SELECT id::text AS value FROM import_batch LIMIT 10'), column('SELECT id::text AS value FROM background_job LIMIT 10'), column('SELECT id::text AS value FROM order_batch LIMIT 10'), column('SELECT number AS value FROM complaint LIMIT 10'),
    column('SELECT number AS value FROM campaign LIMIT 10'), column('SELECT username AS value FROM app_user'), column('SELECT number AS value FROM qc_project LIMIT 5'), column('SELECT code AS value FROM district LIMIT 10'),
  ])
  return {
    number: [...orders, ...complaints, ...campaigns, ...projects], order: orders, orderNumber: orders, accountNo: accounts, partnerNo: accounts, account: accounts, accounts, station: stations, stationCode: stations, category: categories, remainder: categories,
    id: [...imports, ...jobs, ...batches, '1'], job: jobs, version: [0, 1, 2, 3], username: users, assignee: users, owner: users, project: projects, district: districts, districtCode: districts, month: ['2013-06', '2013-07', '2013-09'], decision: ['approve', 'approve-and-apply', 'return', 'reject', 'cancel'],
  }
}

interface Shot {
  action: ServedAction
  user: string
  body: string | (() => FormData)
}

async function shots(count: number): Promise<Shot[]> {
  const [schemas, facts] = [await actionSchemas(), await known()]
  const targets = actions.filter(({ name }) => !APART.includes(name))
  const perAction = Math.ceil(count / targets.length)
  const all: Shot[] = targets.flatMap((action, index) => {
    const schema = schemas.get(action.name) ?? null
    const proper = inputFor(schema, facts).map(asArguments)
    const body: fc.Arbitrary<Shot['body']> = schema === null ? fc.oneof<fc.Arbitrary<Shot['body']>[]>(proper, formFor(facts)) : proper
    return fc.sample(fc.tuple(body, fc.constantFrom(...USERS)), { seed: SEED + index, numRuns: perAction }).map(([one, user]) => ({ action, user, body: one }))
  })
  // In an order of its own, so that actions of all kinds meet each other's effects.
  const order = fc.sample(fc.shuffledSubarray(all.map((_, index) => index), { minLength: all.length, maxLength: all.length }), { seed: SEED, numRuns: 1 })[0] ?? []
  return order.flatMap((index) => all[index] ?? []).slice(0, count)
}

/** @returns what must not be, or null */
async function fired({ action, user, body }: Shot): Promise<string | null> {
  const sent = typeof body === 'string' ? body.slice(0, 700) : 'a form'
  const answer = await callAction(server.base, action, typeof body === 'string' ? body : body(), cookies.get(user) ?? '').catch((error: unknown) => error as Error)
  if (answer instanceof Error) return `${action.name} as ${user}: no answer (${answer.message}) to ${sent}`
  const text = await answer.text()
  if (text.includes('"code":"signed-out"')) cookies.set(user, await cookieOf(server.base, user).catch(() => ''))
  return answer.status >= 500 || text.includes('"code":"unexpected"') || text.includes('"code":"too-many-requests"') ? `${action.name} as ${user}: ${answer.status} to ${sent}` : null
}

describe(`${REQUESTS} fuzzed requests over every action (FUZZ_SEED=${SEED})`, () => {
  it('reach every action that the application serves, with its own schema, on books that are sound', async () => {
    expect(await faultsOfBooks()).toEqual([])
    const schemas = await actionSchemas()
    expect(actions.length).toBeGreaterThan(60)
    expect(actions.filter(({ name }) => !schemas.has(name)).map(({ name }) => name)).toEqual([])
  })

  it('none ends in a fault of the server, and the books are sound after each thousand', async () => {
    const all = await shots(REQUESTS)
    expect(all).toHaveLength(REQUESTS)
    const wrong: string[] = []
    const answers: Record<string, number> = {}
    for (let from = 0; from < all.length; from += 1_000) {
      const queue = all.slice(from, from + 1_000).values()
      await Promise.all(Array.from({ length: AT_ONCE }, async () => {
        for (const shot of queue) {
          const fault = await fired(shot)
          answers[shot.action.name] = (answers[shot.action.name] ?? 0) + 1
          if (fault !== null) wrong.push(fault)
        }
      }))
      expect(await faultsOfBooks()).toEqual([])
    }
    expect(Object.values(answers).reduce((sum, count) => sum + count, 0)).toBe(REQUESTS)
    const reasons = server.log().split('\n').filter((line) => line.includes('"level":"error"')).map((line) => line.slice(0, 900))
    expect({ wrong: wrong.slice(0, 40), reasons: [...new Set(reasons)].slice(0, 40) }).toEqual({ wrong: [], reasons: [] })
  }, 1_800_000)

  it('requests that are not even the framework’s own format reach no action and change nothing', async () => {
    const bodies = ['', '[', '[]', '{}', 'null', '"x"', '[1,2,3]', '["$K1"]', '["$F1"]', '["$undefined"]', '["$D2013-99-99"]', '["$n99999999999999999999"]', '\u0000', JSON.stringify(['x'.repeat(200_000)])]
    const entries = async () => (await pool(system('test')).query('SELECT max(id) FROM audit_log')).rows
    const before = await entries()
    const wrong: string[] = []
    for (const action of actions.filter(({ name }) => !APART.includes(name)).slice(0, 12)) {
      for (const body of bodies) {
        const answer = await callAction(server.base, action, body, cookies.get('clerk') ?? '')
        // The framework itself answers 500 to what it cannot read; that is not for us to change.
        if ((await answer.text()).includes('"code":"unexpected"')) wrong.push(`${action.name}: ${body.slice(0, 60)}`)
      }
    }
    expect(wrong).toEqual([])
    expect(await entries()).toEqual(before)
    expect((await fetch(`${server.base}/api/ready`)).status).toBe(200)
    expect(await faultsOfBooks()).toEqual([])
  })

  it('nor addresses of files and exports with anything behind the question mark', async () => {
    const paths = ['/accounts', '/accounts/export', '/work-orders', '/work-orders/register', '/work-orders/register/download', '/work-orders/files/approval-list', '/audit-log', '/audit-log/export', '/dashboard', '/bill-checks', '/suspects', '/imports', '/stations', '/tariffs', '/server-check', '/quality', '/complaints', '/campaigns', '/notifications', '/palette']
    const names = ['q', 'page', 'after', 'from', 'to', 'station', 'district', 'category', 'state', 'sort', 'month', 'as', 'id', 'key', 'action', 'actor', 'check']
    const arbitrary = fc.tuple(fc.constantFrom(...paths), fc.dictionary(fc.constantFrom(...names), fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('\u0000', '2013-13', '99999999999999999999', "'", '%', '-1', '2013-07', '0107')), { maxKeys: 4 }), fc.constantFrom(...USERS))
    const wrong: string[] = []
    const queue = fc.sample(arbitrary, { seed: SEED, numRuns: 1_000 }).values()
    await Promise.all(Array.from({ length: AT_ONCE }, async () => {
      for (const [path, query, user] of queue) {
        const answer = await fetch(`${server.base}${path}?${new URLSearchParams(query).toString()}`, { headers: { cookie: cookies.get(user) ?? '' }, redirect: 'manual' })
        await answer.arrayBuffer()
        if (answer.status >= 500) wrong.push(`${path} as ${user}: ${answer.status} ${JSON.stringify(query)}`)
      }
    }))
    expect(wrong.slice(0, 30)).toEqual([])
  }, 900_000)
})

describe('the web server is killed (-9) while it answers', () => {
  it('a bulk of approvals: repeated with the same keys after the restart, each is done once', async () => {
    const { rows } = await pool(system('test')).query<{ number: string; version: number }>(`SELECT number, version FROM work_order WHERE state = 'submitted' LIMIT 12`)
    const decide = actions.find(({ name }) => name === 'decideOrderAction')
    if (!decide || rows.length === 0) throw new Error('the demonstration has no order that waits')
    const bodies = rows.map(({ number, version }) => asArguments({ number, version, decision: 'approve', requestKey: randomUUID() }))
    const cookie = await cookieOf(server.base, 'supervisor')
    const flights = bodies.map((body) => callAction(server.base, decide, body, cookie).then((answer) => answer.text()).catch(() => 'cut off'))
    await Promise.race(flights)
    await killed(server.process)
    await Promise.all(flights)
    expect(await faultsOfBooks()).toEqual([])
    server = await startWebServer()
    const answers = await Promise.all(bodies.map(async (body) => (await callAction(server.base, decide, body, cookie)).text()))
    for (const text of answers) expect(text).toMatch(/"state":"approved"|"code":"(four-eyes|back-billing-changed|no-version)"/)
    const twice = await pool(system('test')).query(`SELECT subject_key FROM audit_log WHERE action = 'work-order.approved' AND subject_key = ANY ($1) GROUP BY 1 HAVING count(*) > 1`, [rows.map(({ number }) => number)])
    expect(twice.rows).toEqual([])
    expect(await faultsOfBooks()).toEqual([])
  })
})

describe('PostgreSQL is killed (-9) below the web server', () => {
  it('users get a number that stands in the log, monitors see it, and all is well again by itself', async () => {
    const cookie = await cookieOf(server.base, 'clerk')
    const status = async (path: string) => (await fetch(`${server.base}${path}`)).status
    const search = actions.find(({ name }) => name === 'markReadAction')
    if (!search) throw new Error('there is no such action')
    expect([await status('/api/health'), await status('/api/ready')]).toEqual([200, 200])
    killDatabase()
    const answer = await callAction(server.base, search, asArguments({ keys: 'all' }), cookie)
    const id = answer.headers.get('x-request-id') ?? ''
    expect(id).toMatch(/^[0-9a-z]{12}$/)
    expect(await answer.text()).toContain(id)
    expect([await status('/api/health'), await status('/api/ready')]).toEqual([503, 503])
    const lines = server.log().split('\n').filter((line) => line.startsWith('{')).map((line) => JSON.parse(line) as { level: string; requestId?: string })
    expect(lines.filter(({ level, requestId }) => level === 'error' && requestId === id)).toHaveLength(1)
    await reviveDatabase()
    expect([await status('/api/health'), await status('/api/ready')]).toEqual([200, 200])
    expect(await (await callAction(server.base, search, asArguments({ keys: 'all' }), cookie)).text()).toContain('"read":')
    expect(await faultsOfBooks()).toEqual([])
  })
})
