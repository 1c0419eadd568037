import { spawn, type ChildProcess } from 'node:child_process'
import { setTimeout as wait } from 'node:timers/promises'
import { standaloneServer } from '@/cli/build'
import { freePort } from '@/server/postgres/embedded'

const READY_WITHIN_MS = 60_000

/** The built application over a database, on a port of its own. @throws Error when it does not answer */
export async function servedApplication(databaseUrl: string, files: string): Promise<{ address: string; stop: () => Promise<void> }> {
  const port = await freePort()
  const application = spawn(process.execPath, [standaloneServer], {
    stdio: ['ignore', 2, 2],
    // A line for every request would bury what the tests say.
    env: { LOG_LEVEL: 'warn', ...process.env, NODE_ENV: 'production', DATABASE_URL: databaseUrl, PORT: String(port), HOSTNAME: '127.0.0.1', BETTER_AUTH_SECRET: 'for-tests-only-for-tests-only-for-tests-only', TARIFF_AUDIT_FILES: files },
  })
  const address = `http://127.0.0.1:${port}`
  await answering(`${address}/api/health`, application)
  return { address, stop: () => stopped(application) }
}

async function answering(url: string, application: ChildProcess): Promise<void> {
  const deadline = performance.now() + READY_WITHIN_MS
  while (performance.now() < deadline && application.exitCode === null) {
    const answer = await fetch(url).catch(() => null)
    if (answer?.ok) return
    await wait(100)
  }
  application.kill('SIGKILL')
  throw new Error('the application did not answer')
}

async function stopped(application: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => application.once('exit', resolve))
  application.kill('SIGTERM')
  await ended
}
