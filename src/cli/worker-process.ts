import { spawn, type ChildProcess } from 'node:child_process'
import path from 'node:path'
import { COMMAND_FLAGS } from './command-flags.mjs'
import { root } from './places'

const RESTART_AFTER_MS = 1_000

export interface WorkerProcess {
  /** Asks it to end, and waits until it has. */
  stop: () => Promise<void>
}

/** Runs the worker beside the server, in a process of its own so that long work never delays a click; restarts it when it dies. */
export function startWorker(environment: Record<string, string>): WorkerProcess {
  let stopping = false
  let child = launch(environment)
  const watch = () =>
    child.once('exit', () => {
      if (stopping) return
      setTimeout(() => {
        if (stopping) return
        child = launch(environment)
        watch()
      }, RESTART_AFTER_MS).unref()
    })
  watch()
  return {
    stop: async () => {
      stopping = true
      if (child.exitCode !== null || child.signalCode !== null) return
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGTERM')
      await ended
    },
  }
}

function launch(environment: Record<string, string>): ChildProcess {
  const env = { ...process.env, ...environment, TSX_TSCONFIG_PATH: path.join(root, 'tsconfig.json') }
  const args = ['--import', path.join(root, 'src/cli/die-with-parent.mjs'), ...COMMAND_FLAGS, path.join(root, 'src/cli/main.ts'), 'worker']
  // In a group of its own, Ctrl-C reaches the parent alone, which stops it in order.
  return spawn(process.execPath, args, { cwd: root, env, detached: true, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
}
