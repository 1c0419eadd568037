import { spawn, type ChildProcess } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import * as z from 'zod'
import { ensureBuilt, standaloneServer } from '@/cli/build'
import { root } from '@/cli/places'
import { freePort } from '@/server/postgres/embedded'
import { until } from './halted'

// Before a test file is loaded: a build may take longer than any test should.
ensureBuilt((text) => void process.stdout.write(`${text}\n`))

export interface WebServer {
  base: string
  process: ChildProcess
  /** What it has written so far. */
  log: () => string
}

/** The application as it is built, on the environment of the test. */
export async function startWebServer(): Promise<WebServer> {
  const port = await freePort()
  const child = spawn(process.execPath, [standaloneServer], { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, NODE_ENV: 'production', PORT: String(port), HOSTNAME: '127.0.0.1' } })
  let text = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (text += chunk.toString()))
  const base = `http://127.0.0.1:${port}`
  await until('an answer of the web server', () => fetch(`${base}/api/health`).then(({ ok }) => ok, () => false))
  return { base, process: child, log: () => text }
}

const manifestSchema = z.object({ node: z.record(z.string(), z.object({ exportedName: z.string().optional(), filename: z.string().optional(), workers: z.record(z.string(), z.unknown()) })) })

export interface ServedAction {
  id: string
  name: string
  /** The source file that exports it. */
  file: string
  /** A page that it can be sent to. */
  page: string
}

/** Every action that the built application serves. */
export function servedActions(): ServedAction[] {
  const manifest = manifestSchema.parse(JSON.parse(readFileSync(path.join(root, '.next/server/server-reference-manifest.json'), 'utf8')))
  return Object.entries(manifest.node).map(([id, { exportedName, filename, workers }]) => ({ id, name: exportedName ?? '', file: filename ?? '', page: Object.keys(workers)[0] ?? '' }))
}

/** Calls an action as a page does. @param body JSON of its arguments, or anything at all */
export const callAction = (base: string, action: { id: string }, body: string | FormData, cookie: string): Promise<Response> =>
  fetch(`${base}/profile`, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'next-action': action.id, origin: base, cookie, accept: 'text/x-component', ...(typeof body === 'string' ? { 'content-type': 'text/plain;charset=UTF-8' } : {}) },
    body,
  })

/** The session cookie of someone of the demonstration. */
export async function cookieOf(base: string, user: string): Promise<string> {
  const logIn = servedActions().find(({ name }) => name === 'logInAction')
  if (!logIn) throw new Error('there is no action to log in')
  const answer = await fetch(`${base}/login`, {
    method: 'POST', redirect: 'manual', headers: { 'next-action': logIn.id, origin: base, accept: 'text/x-component', 'content-type': 'text/plain;charset=UTF-8' },
    body: JSON.stringify([{ username: user, password: `tariff-demo-${user}` }]),
  })
  const cookies = answer.headers.getSetCookie().map((cookie) => cookie.split(';')[0] ?? '')
  if (cookies.length === 0) throw new Error(`${user} could not log in: ${answer.status} ${(await answer.text()).slice(0, 300)}`)
  return cookies.join('; ')
}
