import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { ensureBuilt, standaloneServer } from '@/cli/build'
import { root } from '@/cli/places'
import { startWorker } from '@/cli/worker-process'
import { freePort } from '@/server/postgres/embedded'
import { cloneDatabase, dropDatabase, startTestServer, templateDatabase } from '@tests/setup/test-server'

const DEMO_SOURCES = ['src/features/demo', 'src/features/demo/commands', 'src/features/bills/commands', 'src/features/identity/commands', 'src/features/work-orders/commands', 'src/features/complaints/commands', 'src/domain/suspects', 'src/features/suspects', 'src/features/campaigns/commands', 'src/features/inspections/commands']
const READY_WITHIN_MS = 60_000

/** Builds the application, gives it a database of its own with the demonstration in it, and serves it. */
export default async function globalSetup(): Promise<() => Promise<void>> {
  ensureBuilt((text) => void process.stdout.write(`${text}\n`))
  const server = await startTestServer()
  const template = await templateDatabase(server.adminUrl, { name: 'demo', version: demoVersion(), load: loadDemo })
  const database = `e2e_${process.pid}`
  const url = await cloneDatabase(server.adminUrl, template, database)
  const port = await freePort()
  const files = mkdtempSync(path.join(tmpdir(), 'tariff-audit-files-'))
  const application = spawn(process.execPath, [standaloneServer], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, NODE_ENV: 'production', DATABASE_URL: url, PORT: String(port), HOSTNAME: '127.0.0.1', BETTER_AUTH_SECRET: 'for-tests-only-for-tests-only-for-tests-only', TARIFF_AUDIT_FILES: files },
  })
  const worker = startWorker({ DATABASE_URL: url, TARIFF_AUDIT_FILES: files })
  process.env['E2E_BASE_URL'] = `http://127.0.0.1:${port}`
  process.env['E2E_DATABASE_URL'] = url
  await answering(`http://127.0.0.1:${port}/api/health`, application)
  return async () => {
    await Promise.all([stopped(application), worker.stop()])
    await dropDatabase(server.adminUrl, database)
    server.stop()
    rmSync(files, { recursive: true })
  }
}

function demoVersion(): string {
  const hash = createHash('sha256')
  for (const folder of DEMO_SOURCES) {
    for (const name of readdirSync(path.join(root, folder)).filter((file) => file.endsWith('.ts')).sort()) hash.update(readFileSync(path.join(root, folder, name)))
  }
  return hash.digest('hex')
}

function loadDemo(url: string): Promise<void> {
  const { status } = spawnSync(process.execPath, [path.join(root, 'src/cli/cli.mjs'), 'demo', 'station'], { stdio: 'inherit', env: { ...process.env, DATABASE_URL: url } })
  return status === 0 ? Promise.resolve() : Promise.reject(new Error('the demonstration could not be loaded'))
}

async function answering(url: string, application: ChildProcess): Promise<void> {
  const deadline = performance.now() + READY_WITHIN_MS
  while (performance.now() < deadline && application.exitCode === null) {
    const answer = await fetch(url).catch(() => null)
    if (answer?.ok) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error('the application did not answer')
}

async function stopped(application: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => application.once('exit', resolve))
  application.kill('SIGTERM')
  await ended
}
