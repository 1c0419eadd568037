import { spawn } from 'node:child_process'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import type { Restore } from '@/features/backups/commands/prove-backup'
import { COMMAND_FLAGS } from './command-flags.mjs'
import { root } from './places'

/** Runs `restore` as a person would, in a process of its own that knows another database. @throws Error with what it said */
export const restoreInProcess: Restore = async (archive, { url, files }) => {
  const child = spawn(process.execPath, ['--import', path.join(root, 'src/cli/die-with-parent.mjs'), ...COMMAND_FLAGS, path.join(root, 'src/cli/main.ts'), 'restore', archive], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: { ...process.env, DATABASE_URL: url, TARIFF_AUDIT_FILES: files, TSX_TSCONFIG_PATH: path.join(root, 'tsconfig.json') },
  })
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  if (!child.stdout || !child.stderr) throw new Error('a child without its streams')
  const [said, complained, code] = await Promise.all([text(child.stdout), text(child.stderr), ended])
  if (code !== 0) throw new Error(`${said}${complained}`.trim())
  return said
}
