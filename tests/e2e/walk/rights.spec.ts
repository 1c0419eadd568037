import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import { maskAddress, maskName } from '@/domain/identity/masking'
import { ROLES } from '@/domain/identity/permissions'
import { ACTIONS } from './actions-matrix'
import { builtActions, callAction } from './call-action'
import { entriesInLog, givenFacts, givenPeopleElsewhere, givenSetting, peopleOfStation, type Facts } from './facts'
import { isFor, PAGES, ROUTES } from './pages-matrix'
import { everybody, type Person } from './people'

// Every page, route and action there is, found by itself, as every role and as nobody, of the station and of another; what
// comes of it is compared with the declared matrix. What the matrix does not know of fails.

test.describe.configure({ mode: 'serial' })
test.setTimeout(300_000)

let people: Person[] = []
let facts: Facts
let personal: ReadonlySet<string> = new Set()

test.beforeAll(async () => {
  test.setTimeout(120_000)
  await givenPeopleElsewhere()
  people = await everybody()
  facts = await givenFacts()
  const customers = await peopleOfStation()
  // Names of two characters stand in other words by chance.
  personal = new Set(customers.flatMap(({ name, address }) => [...([...name].length === 3 && maskName(name) !== name ? [name] : []), ...(maskAddress(address) === address ? [] : [address])]))
})

const source = readdirSync('src', { recursive: true, encoding: 'utf8' }).sort()
const addressOf = (file: string): string => file.replace(/^app/, '').replace(/\/(page|route)\.tsx?$/, '').replace(/\/\([a-z]+\)/g, '') || '/'
const filesCalled = (pattern: RegExp): string[] => source.filter((file) => pattern.test(file))

interface Got {
  outcome: string
  body: string
}

/** Opens an address with a person's cookie, or nobody's, and says what came of it. */
async function open(path: string, cookie: string | null, method = 'GET'): Promise<Got> {
  const base = process.env['E2E_BASE_URL'] ?? ''
  const headers = { accept: 'text/html', ...(cookie === null ? {} : { cookie }), ...(method === 'GET' ? {} : { origin: base, 'content-type': 'application/x-www-form-urlencoded' }) }
  const response = await fetch(`${base}${path}`, { method, redirect: 'manual', headers, ...(method === 'GET' ? {} : { body: 'purpose=complaint&note=' }) })
  const body = await response.text()
  const to = response.headers.get('location') ?? /NEXT_REDIRECT;(?:replace|push);([^;]+);/.exec(body)?.[1]
  if (to !== undefined && to !== null) return { outcome: outcomeOf(new URL(to, base).pathname), body }
  const isMissing = response.status === 404 || body.includes('NEXT_HTTP_ERROR_FALLBACK;404')
  return { outcome: isMissing || response.status === 422 ? 'not-found' : response.status === 401 ? 'login' : response.status === 403 ? 'forbidden' : response.ok ? 'open' : `status ${response.status}`, body }
}

const outcomeOf = (pathname: string): string => (pathname === '/login' ? 'login' : pathname === '/forbidden' ? 'forbidden' : 'onward')

/** The first name or address of a customer that stands in a text in full. A name stands by itself: within longer words the same characters are no name. */
const wholeIn = (text: string): string | undefined =>
  [...text.matchAll(/(?<!\p{Script=Han})\p{Script=Han}{3}(?!\p{Script=Han})|\p{Script=Han}+\d+组\d+号/gu)].map(([found]) => found).find((found) => personal.has(found))

/** What may not stand where a person of another station looks; two districts are the example that a hint gives. */
const ofTheStation = /0107-(?!001|061)\d{3}|0107\d{6}|(GD|TS|QC|QCC|PC)-0107-/

async function walk(rules: typeof PAGES, opened: (pattern: string) => { path: string; method: string }): Promise<string[]> {
  const wrong: string[] = []
  for (const [pattern, rule] of Object.entries(rules)) {
    const { path, method } = opened(pattern)
    const nobody = await open(path, null, method)
    if (nobody.outcome !== (rule.for === 'everybody' ? 'open' : 'login')) wrong.push(`${pattern} nobody: ${nobody.outcome}`)
    for (const { role, inside, cookie } of people) {
      const { outcome, body } = await open(path, cookie, method)
      const mayOpen = isFor(rule.for, role)
      const there = rule.gets ?? 'open'
      const expected = rule.for === 'programs' ? 'login' : !mayOpen ? 'forbidden' : !inside && rule.elsewhere === 'not-found' ? 'not-found' : pattern === '/login' ? 'onward' : there
      const who = `${pattern} ${role} ${inside ? 'of the station' : 'elsewhere'}`
      if (outcome !== expected) wrong.push(`${who}: ${outcome} instead of ${expected}`)
      // The address itself is told back to whoever sent it.
      const text = body.replaceAll(path, '').replaceAll(encodeURIComponent(path), '')
      const leak = rule.elsewhere === 'own' && !inside ? ofTheStation.exec(text.replaceAll(facts.order, '').replaceAll(facts.accountNo, ''))?.[0] : undefined
      if (leak !== undefined) wrong.push(`${who}: shows ${leak}`)
      const whole = rule.inFull === true && inside ? undefined : wholeIn(text.replaceAll(facts.personName, ''))
      if (whole !== undefined) wrong.push(`${who}: shows ${whole} in full`)
    }
  }
  return wrong
}

test('every page stands in the matrix, and every route', () => {
  expect(filesCalled(/^app\/.*page\.tsx$/).map(addressOf).sort()).toEqual(Object.keys(PAGES).sort())
  const handlers = filesCalled(/^app\/.*route\.tsx?$/).flatMap((file) => [...readFileSync(`src/${file}`, 'utf8').matchAll(/export (?:const|async function|function) (GET|POST|PUT|PATCH|DELETE)\b/g)].map(([, method]) => `${method ?? ''} ${addressOf(file)}`))
  expect(handlers.sort()).toEqual(Object.keys(ROUTES).sort())
})

test('every action stands in the matrix, and the build has each', () => {
  const declared = source
    .filter((file) => /\.tsx?$/.test(file) && /^['"]use server['"]/.test(readFileSync(`src/${file}`, 'utf8')))
    .flatMap((file) => [...readFileSync(`src/${file}`, 'utf8').matchAll(/^export (?:const|async function|function) (\w+)/gm)].map(([, name]) => `${file.replace(/^features\//, '')} ${name ?? ''}`))
  expect(declared.sort()).toEqual(Object.keys(ACTIONS).sort())
  expect([...builtActions().keys()].sort()).toEqual(Object.keys(ACTIONS).sort())
  // Actions written inside components would stand in no file of their own.
  expect(source.filter((file) => /\.tsx?$/.test(file) && /^\s+['"]use server['"]/m.test(readFileSync(`src/${file}`, 'utf8')))).toEqual([])
})

test('pages open to whom the matrix says, and show nobody in full', async () => {
  expect(await walk(PAGES, (pattern) => ({ path: PAGES[pattern]?.at?.(facts) ?? pattern, method: 'GET' }))).toEqual([])
})

test('routes answer whom the matrix says', async () => {
  const opened = (pattern: string) => {
    const [method = '', address = ''] = pattern.split(' ')
    return { path: ROUTES[pattern]?.at?.(facts) ?? address, method }
  }
  expect(await walk(ROUTES, opened)).toEqual([])
})

test('actions let in whom the matrix says', async () => {
  const before = await entriesInLog()
  const built = builtActions()
  const wrong: string[] = []
  for (const [name, rule] of Object.entries(ACTIONS)) {
    const action = built.get(name)
    // Logging out would end the sessions that the walk goes with.
    if (!action || name.endsWith('logOutAction')) continue
    const nobody = await callAction(action, null, { cookie: null })
    if (nobody.outcome !== (rule.for === 'everybody' ? 'input' : 'refused signed-out')) wrong.push(`${name} nobody: ${nobody.outcome}`)
    for (const role of ROLES) {
      const person = people.find((one) => one.role === role && one.inside)
      const { outcome } = await callAction(action, null, { cookie: person?.cookie ?? null })
      const expected = isFor(rule.for, role) ? 'input' : 'refused forbidden'
      if (outcome !== expected) wrong.push(`${name} ${role}: ${outcome} instead of ${expected}`)
    }
    for (const origin of [null, 'https://evil.example', 'null']) {
      const { outcome } = await callAction(action, null, { cookie: people[0]?.cookie ?? null, origin })
      if (outcome === 'input' || outcome === 'done' || outcome === 'refused forbidden') wrong.push(`${name} from ${String(origin)}: ${outcome}`)
    }
  }
  expect(wrong).toEqual([])
  expect(await entriesInLog()).toBe(before)
})

test('what belongs to another station is refused to everybody else, and nothing happens', async () => {
  const before = await entriesInLog()
  const built = builtActions()
  const wrong: string[] = []
  for (const [name, { for: whom, foreign, goneIsDone }] of Object.entries(ACTIONS)) {
    const action = built.get(name)
    if (!action || !foreign) continue
    for (const { role, cookie } of people.filter((one) => !one.inside && isFor(whom, one.role))) {
      const { outcome } = await callAction(action, foreign(facts), { cookie })
      if (goneIsDone && outcome === 'done') continue
      if (!outcome.startsWith('refused ') || outcome === 'refused unexpected' || outcome === 'refused signed-out') wrong.push(`${name} ${role}: ${outcome}`)
    }
  }
  expect(wrong).toEqual([])
  expect(await entriesInLog()).toBe(before)
})

test('a route that changes something is closed to other sites', async () => {
  const base = process.env['E2E_BASE_URL'] ?? ''
  const cookie = people.find(({ role, inside }) => role === 'clerk' && inside)?.cookie ?? ''
  for (const pattern of Object.keys(ROUTES).filter((one) => !one.startsWith('GET '))) {
    for (const origin of [null, 'https://evil.example', 'null']) {
      const { status } = await fetch(`${base}${pattern.split(' ')[1] ?? ''}`, { method: 'POST', body: 'x=1', headers: { cookie, ...(origin === null ? {} : { origin }) } })
      expect(`${pattern} from ${String(origin)}: ${status}`).toBe(`${pattern} from ${String(origin)}: 403`)
    }
  }
  const embedded = await fetch(`${base}/palette?q=0107`, { headers: { cookie, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'cors', 'sec-fetch-dest': 'empty' } })
  expect(embedded.status).toBe(403)
})

test('a role that must have a second factor opens nothing before it is set up', async () => {
  const cookie = people.find(({ role, inside }) => role === 'finance' && inside)?.cookie ?? ''
  expect((await open('/dashboard', cookie)).outcome).toBe('open')
  await givenSetting('second-factor-roles', 'finance', 'yesterday')
  const base = process.env['E2E_BASE_URL'] ?? ''
  const sent = await fetch(`${base}/dashboard`, { headers: { cookie }, redirect: 'manual' })
  expect(sent.headers.get('location')).toContain('/second-factor')
  expect((await open('/palette?q=0107', cookie)).outcome).toBe('login')
  await givenSetting('second-factor-roles', '', 'today')
  expect((await open('/dashboard', cookie)).outcome).toBe('open')
})
