import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { ensureBuilt, standaloneServer } from '@/cli/build'
import { startWorker } from '@/cli/worker-process'
import { freePort } from '@/server/postgres/embedded'
import { demoTemplate } from '@tests/setup/demo-template'
import { cloneDatabase, dropDatabase, startTestServer } from '@tests/setup/test-server'

const READY_WITHIN_MS = 60_000

/** Builds the application, gives it a database of its own with the demonstration in it, and serves it. */
export default async function globalSetup(): Promise<() => Promise<void>> {
  ensureBuilt((text) => void process.stdout.write(`${text}\n`))
  const server = await startTestServer()
  const database = `e2e_${process.pid}`
  const url = await cloneDatabase(server.adminUrl, await demoTemplate(server.adminUrl), database)
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
