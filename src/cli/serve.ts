import { spawn, type ChildProcess } from 'node:child_process'
import { setTimeout as wait } from 'node:timers/promises'
import path from 'node:path'
import { standaloneServer } from './build'
import { root } from './places'
import { startWorker } from './worker-process'

interface ServeOptions {
  development: boolean
  environment: Record<string, string>
  port: number
  onReady: () => void
}

const READY_WITHIN_MS = 120_000
const STOPPED_WITHIN_MS = 8_000
const ORPHAN_CHECK_MS = 500

/** Runs the web server until it ends or a signal asks for its end. @throws Error when it does not come up. */
export async function serve({ development, environment, port, onReady }: ServeOptions): Promise<void> {
  const child = launch(development, environment)
  const worker = startWorker(environment)
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  let asked = false
  const ask = () => {
    if (asked) return
    asked = true
    child.kill('SIGTERM')
    setTimeout(() => child.kill('SIGKILL'), STOPPED_WITHIN_MS).unref()
  }
  process.on('SIGINT', ask)
  process.on('SIGTERM', ask)
  whenOrphaned(ask)
  const ready = await Promise.race([healthy(port, () => asked), ended.then(() => false)])
  if (ready) onReady()
  else if (!asked) ask()
  const code = await ended
  await worker.stop()
  if (!ready && !(asked && code === null)) throw new Error('The server did not come up; see the lines above.')
}

/** npm's shell does not pass a SIGTERM on: when it is gone, so is whoever wanted this server. */
function whenOrphaned(ask: () => void): void {
  const parent = process.ppid
  setInterval(() => process.ppid !== parent && ask(), ORPHAN_CHECK_MS).unref()
}

function launch(development: boolean, environment: Record<string, string>): ChildProcess {
  // The address is the machine's own by default: the demonstration's passwords are public.
  const env = { ...process.env, ...environment, HOSTNAME: process.env['HOST'] ?? '127.0.0.1', LOG_LEVEL: process.env['LOG_LEVEL'] ?? (process.stdout.isTTY ? 'warn' : 'info'), NODE_ENV: development ? 'development' : 'production', NEXT_TELEMETRY_DISABLED: '1' } as NodeJS.ProcessEnv
  const program = development ? [path.join(root, 'node_modules/next/dist/bin/next'), 'dev'] : [standaloneServer]
  const dieWithParent = path.join(root, 'src/cli/die-with-parent.mjs')
  // In a group of its own, Ctrl-C reaches us alone, and we stop it in order.
  return spawn(process.execPath, ['--import', dieWithParent, ...program], { cwd: root, env, detached: true, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
}

async function healthy(port: number, givenUp: () => boolean): Promise<boolean> {
  const deadline = performance.now() + READY_WITHIN_MS
  while (performance.now() < deadline && !givenUp()) {
    const answer = await fetch(`http://127.0.0.1:${port}/api/health`).catch(() => null)
    if (answer?.ok) return true
    await wait(150)
  }
  return false
}
