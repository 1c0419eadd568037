import { spawn, type ChildProcess } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { root } from '@/cli/places'
import { freePort } from '@/server/postgres/embedded'

interface Started {
  process: ChildProcess
  output: () => string
  ended: Promise<unknown>
}

/** `npm start` on a data folder and a port of its own, until it has printed its address. */
async function start(data: string, port: number): Promise<Started> {
  const child = spawn('npm', ['start'], { cwd: root, detached: true, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, DATABASE_URL: '', TARIFF_AUDIT_DATA: data, PORT: String(port) } })
  let text = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (text += chunk.toString()))
  const ended = new Promise((resolve) => child.once('exit', resolve))
  await expect.poll(() => text, { timeout: 90_000 }).toContain(`http://localhost:${port}\n`)
  return { process: child, output: () => text, ended }
}

const health = (port: number) => fetch(`http://127.0.0.1:${port}/api/health`).then(({ status }) => status, () => 'no answer')
const databasePid = (data: string) => Number(readFileSync(path.join(data, 'postgres/data/postmaster.pid'), 'utf8').split('\n')[0])

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

test('npm start: demo once, quick again, survives kill -9, stops both', async () => {
  test.setTimeout(180_000)
  const data = mkdtempSync(path.join(tmpdir(), 'start-'))
  chmodSync(data, 0o755)
  const port = await freePort()

  const first = await start(data, port)
  expect(first.output()).toContain('Demonstration station loaded')
  await expect.poll(first.output).toContain('tariff-demo-clerk')
  expect(await health(port)).toBe(200)
  const database = databasePid(data)

  // Everything is killed where it stands; the web server must not keep the port.
  process.kill(database, 'SIGKILL')
  process.kill(-(first.process.pid ?? 0), 'SIGKILL')
  await expect.poll(() => health(port)).toBe('no answer')

  const second = await start(data, port)
  expect(second.output()).not.toContain('Demonstration station loaded')
  expect(await health(port)).toBe(200)

  const refused = spawn('npm', ['start'], { cwd: root, stdio: ['ignore', 'pipe', 'ignore'], env: { ...process.env, DATABASE_URL: '', TARIFF_AUDIT_DATA: data, PORT: String(port) } })
  let answer = ''
  refused.stdout.on('data', (chunk: Buffer) => (answer += chunk.toString()))
  expect(await new Promise((resolve) => refused.once('exit', resolve))).toBe(1)
  expect(answer).toContain(`Port ${port} is in use`)

  // Ctrl-C reaches the whole group.
  const running = databasePid(data)
  process.kill(-(second.process.pid ?? 0), 'SIGINT')
  await second.ended
  await expect.poll(() => health(port)).toBe('no answer')
  await expect.poll(() => isAlive(running), { timeout: 15_000 }).toBe(false)
  rmSync(data, { recursive: true, force: true })
})
