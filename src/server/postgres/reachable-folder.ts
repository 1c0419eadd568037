import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chownSync, existsSync, mkdirSync } from 'node:fs'
import path from 'node:path'
import type { ServerIdentity } from './binaries'

/**
 * The folder itself when the server's user can enter it, else one in /var/tmp that belongs to it: a checkout under /root
 * is closed to the user that the database runs as, and /var/tmp outlives a restart.
 */
export function reachableFolder(folder: string, identity: ServerIdentity): string {
  mkdirSync(folder, { recursive: true })
  if (identity.uid === undefined || identity.gid === undefined || canEnter(folder, identity)) return folder
  const name = createHash('sha256').update(path.resolve(folder)).digest('hex').slice(0, 12)
  const elsewhere = path.join('/var/tmp', `tariff-audit-${name}`)
  if (!existsSync(elsewhere)) mkdirSync(elsewhere, { mode: 0o700 })
  chownSync(elsewhere, identity.uid, identity.gid)
  return elsewhere
}

const canEnter = (folder: string, identity: ServerIdentity): boolean =>
  spawnSync('/bin/sh', ['-c', 'cd "$0"', folder], { ...identity, cwd: '/' }).status === 0
