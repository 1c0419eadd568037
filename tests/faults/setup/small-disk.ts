import { spawnSync } from 'node:child_process'
import { appendFileSync, chmodSync, chownSync, mkdirSync, rmSync, statfsSync } from 'node:fs'
import path from 'node:path'
import { serverIdentity } from '@/server/postgres/binaries'

export interface SmallDisk {
  folder: string
  /** Leaves so many bytes. */
  fill: (leaveBytes: number) => void
  free: () => void
  remove: () => void
}

/**
 * A disk of a few megabytes in memory. @throws Error where the platform lets nobody mount one: then what a full disk does has
 * not been tried, and the test says so by failing
 */
export function smallDisk(home: string, name: string, megabytes: number): SmallDisk {
  const folder = path.join(home, name)
  mkdirSync(folder)
  const { status, stderr } = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder], { encoding: 'utf8' })
  if (status !== 0) throw new Error(`NOT TRIED: a full disk needs a small tmpfs, and mounting one is refused here (run as root on Linux): ${stderr}`)
  const { uid, gid } = serverIdentity()
  if (uid !== undefined && gid !== undefined) chownSync(folder, uid, gid)
  chmodSync(folder, 0o755)
  const ballast = path.join(folder, 'ballast')
  return {
    folder,
    fill: (leaveBytes) => {
      const { bavail, bsize } = statfsSync(folder)
      appendFileSync(ballast, Buffer.alloc(Math.max(0, bavail * bsize - leaveBytes)))
    },
    free: () => rmSync(ballast, { force: true }),
    remove: () => void spawnSync('umount', ['-l', folder]),
  }
}
